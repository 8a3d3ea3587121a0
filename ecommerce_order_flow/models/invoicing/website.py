from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import str2bool

# When an invoice is created.
INVOICE_RULES = [
    ("never", "Never (by hand)"),
    ("on_request", "On request"),
    ("on_payment", "On payment"),
    ("on_shipment", "On shipment"),
]
# Fulfillment statuses with which goods have left, or with which none have to.
LEFT_STATUSES = ("nothing", "partially_shipped", "shipped", "delivered")


class Website(models.Model):
    _inherit = "website"

    invoice_business = fields.Selection(
        string="Invoice Businesses",
        selection=INVOICE_RULES,
        default="on_payment",
        required=True,
        help="When orders are invoiced whose invoice goes to a company, or to somebody "
        "with a tax ID or a company name.",
    )
    invoice_consumer = fields.Selection(
        string="Invoice Consumers",
        selection=INVOICE_RULES,
        default="on_request",
        required=True,
        help="When orders of everybody else are invoiced.",
    )

    def _get_invoice_rule(self, is_business):
        """Return when the website's orders of a kind of customer are invoiced.

        Odoo's setting *Automatic Invoice* means: when paid, for all customers.
        """
        if self._is_automatic_invoice_on():
            return "on_payment"
        return self.invoice_business if is_business else self.invoice_consumer

    @api.model
    def _is_automatic_invoice_on(self):
        # In sudo mode because system parameters are the administrator's.
        parameters = self.env["ir.config_parameter"].sudo()
        return str2bool(parameters.get_param("sale.automatic_invoice") or "False")

    @api.model
    def _get_invoice_rules_domain(self):
        """Return the domain of the orders for which the time of their rule has come."""
        # In sudo mode because automations serve the websites of all companies; each has
        # rules of its own.
        websites = self.sudo().search([])  # pylint: disable=no-search-all
        return self._get_automation_domain("date_order") & Domain.OR(
            Domain("website_id", "=", website.id)
            & Domain("is_business", "=", is_business)
            & self._get_invoice_time_domain(website._get_invoice_rule(is_business))
            for website in websites
            for is_business in (True, False)
        )

    @api.model
    def _get_invoice_time_domain(self, rule):
        """Return the domain of the orders for which a rule's time has come."""
        if rule == "on_payment":
            return Domain("payment_status", "in", ("paid", "overpaid"))
        if rule == "on_shipment":
            return Domain("fulfillment_status", "in", LEFT_STATUSES) & Domain(
                "invoice_status", "=", "to invoice"
            )
        return Domain.FALSE
