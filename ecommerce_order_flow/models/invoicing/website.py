from odoo import api, fields, models
from odoo.tools import str2bool

# When invoices are created.
INVOICE_RULES = [
    ("never", "Manually"),
    ("on_request", "On request"),
    ("on_payment", "On payment"),
    ("on_shipment", "On shipment"),
]


class Website(models.Model):
    _inherit = "website"

    invoice_business = fields.Selection(
        string="Invoice Businesses",
        selection=INVOICE_RULES,
        default="on_payment",
        required=True,
        help="When orders are invoiced whose invoice goes to a company or to a "
        "customer with a tax ID or a company name.",
    )
    invoice_consumer = fields.Selection(
        string="Invoice Consumers",
        selection=INVOICE_RULES,
        default="on_request",
        required=True,
        help="When all other orders are invoiced.",
    )

    def _get_invoice_rule(self, is_business):
        """Return the website's invoice rule for businesses or consumers.

        Odoo's setting *Automatic Invoice* means "on payment" for both.
        """
        if self._is_automatic_invoice_on():
            return "on_payment"
        return self.invoice_business if is_business else self.invoice_consumer

    @api.model
    def _is_automatic_invoice_on(self):
        # In sudo mode because only administrators can read system parameters.
        parameters = self.env["ir.config_parameter"].sudo()
        return str2bool(parameters.get_param("sale.automatic_invoice") or "False")
