import logging

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.service.model import PG_CONCURRENCY_EXCEPTIONS_TO_RETRY
from odoo.tools import str2bool

from ..const import PAID_STATUSES

_logger = logging.getLogger(__name__)

# Fulfillment statuses with which goods have left, or with which none have to.
LEFT_STATUSES = ("nothing", "partially_shipped", "shipped", "delivered")

# What Odoo reads of one order after the other when it creates and posts invoices.
READ_BY_INVOICING = (
    "order_line.invoice_lines",
    "order_line.tax_ids",
    "order_line.move_ids.is_dropship",
    "partner_id.child_ids",
)


class EcommerceInvoiceMixin(models.AbstractModel):
    """Web orders are invoiced when the website's rule for their customer says so."""

    _name = "ecommerce.invoice.mixin"
    _description = "Invoices of Web Orders"

    is_business = fields.Boolean(
        string="Business Customer",
        compute="_compute_is_business",
        store=True,
        help="The invoice goes to a company, or to somebody with a tax ID or a company "
        "name.",
    )
    invoicing_status = fields.Selection(
        selection=[
            ("nothing", "Nothing Invoiced"),
            ("partial", "Partially Invoiced"),
            ("complete", "Invoiced"),
            ("credited", "Credited"),
        ],
        compute="_compute_invoicing_status",
        store=True,
        help="How much of what the customer ordered is invoiced. What happens after a "
        "credit note is up to people.",
    )
    is_invoice_requested = fields.Boolean(
        string="Invoice Requested",
        copy=False,
        index="btree_not_null",
        help="The customer asked for an invoice, whatever the website's rule says.",
    )

    # === ACTION METHODS === #

    def action_create_and_send_invoices(self):
        """Create, post and send the orders' invoices, and show what came of each."""
        return self.env["ecommerce.invoice.run"].action_run(self)

    # === COMPUTE METHODS === #

    @api.depends(
        "website_id",
        "partner_invoice_id.company_name",
        "partner_invoice_id.commercial_partner_id.is_company",
        "partner_invoice_id.commercial_partner_id.vat",
    )
    def _compute_is_business(self):
        for order in self:
            order.is_business = order.website_id and order._is_of_business()

    @api.depends(
        "website_id",
        "state",
        "order_line.product_uom_qty",
        "order_line.qty_invoiced",
        "order_line.invoice_lines.move_id.move_type",
        "order_line.invoice_lines.move_id.state",
    )
    def _compute_invoicing_status(self):
        for order in self:
            order.invoicing_status = (
                order._get_invoicing_status()
                if order.website_id and order.state == "sale"
                else False
            )

    def _get_invoicing_status(self):
        self.ensure_one()
        lines = self.order_line.filtered(
            lambda line: not line.display_type and not line.is_downpayment
        )
        moves = lines.invoice_lines.move_id.filtered(lambda m: m.state != "cancel")
        if "out_refund" in moves.mapped("move_type"):
            return "credited"
        if all(
            line.product_uom_id.compare(line.qty_invoiced, line.product_uom_qty) >= 0
            for line in lines
        ):
            return "complete"
        return "partial" if moves else "nothing"

    # === RULES === #

    def _is_of_business(self):
        """Return whether the order is a business customer's, who needs an invoice.

        The checkout writes company name and tax ID on the contact.
        """
        self.ensure_one()
        partner = self.partner_invoice_id
        customer = partner.commercial_partner_id
        return bool(customer.is_company or customer.vat or partner.company_name)

    @api.model
    def _get_invoice_rule(self, website, is_business):
        """Return when the website's orders of a kind of customer are invoiced.

        Odoo's setting *Automatic Invoice* means: when paid, for all customers.
        """
        if self._is_automatic_invoice_on():
            return "on_payment"
        return website.invoice_business if is_business else website.invoice_consumer

    @api.model
    def _is_automatic_invoice_on(self):
        # In sudo mode because system parameters are the administrator's.
        parameters = self.env["ir.config_parameter"].sudo()
        return str2bool(parameters.get_param("sale.automatic_invoice") or "False")

    # === AUTOMATION: CREATE INVOICES === #

    @api.model
    def _flow_create_invoice_domain(self):
        """Return the orders that their website's rules want invoiced now.

        Payments that aren't booked yet are waited for: the invoice is reconciled with
        them when it is posted.
        """
        is_waiting = Domain(
            "transaction_ids",
            "any",
            [
                ("state", "in", ("authorized", "done")),
                ("is_post_processed", "=", False),
            ],
        )
        return (
            Domain("invoicing_status", "in", ("nothing", "partial"))
            & Domain("amount_total", ">", 0)
            & ~is_waiting
            & (Domain("is_invoice_requested", "=", True) | self._get_rules_domain())
        )

    @api.model
    def _get_rules_domain(self):
        """Return the domain of the orders for which the time of their rule has come."""
        return Domain.OR(
            Domain("website_id", "=", website.id)
            & Domain("is_business", "=", is_business)
            & Domain("date_order", ">=", website.automations_since)
            & self._get_invoice_time_domain(
                self._get_invoice_rule(website, is_business)
            )
            for website in self.env["website"].search([])
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

    def _flow_create_invoice(self):
        self._create_posted_invoices()
        self.env["ecommerce.flow.step"]._wake("send_invoice")

    def _create_posted_invoices(self):
        """Create, post and reconcile an invoice for each order, and owe it by mail.

        :return: The invoices.
        """
        complete_orders = self.filtered(lambda order: order._is_invoiced_completely())
        complete_orders._force_lines_to_invoice_policy_order()
        self._read_at_once_what_invoicing_reads_singly()
        # Whoever sells is a follower of the invoice, but gets no mail about each one.
        orders = self.with_context(mail_auto_subscribe_no_notify=True)
        # One invoice an order, like Odoo's automatic invoice: what else happens to be
        # due at the same moment is no reason to share it.
        invoices = orders._create_invoices(grouped=True, final=True)
        invoices.filtered(lambda move: move.state == "draft").action_post()
        invoices.is_owed_to_customer = True
        return invoices.with_env(self.env)

    def _read_at_once_what_invoicing_reads_singly(self):
        """Fill the cache for all orders: Odoo reads these invoice by invoice."""
        for path in READ_BY_INVOICING:
            self.mapped(path)

    def _is_invoiced_completely(self):
        """Return whether the invoice is about all that was ordered.

        It is for whoever paid everything, as with Odoo's automatic invoice. Otherwise,
        and if the website invoices what has left, each product's policy decides.
        """
        rule = self._get_invoice_rule(self.website_id, self.is_business)
        return self.payment_status in PAID_STATUSES and rule != "on_shipment"

    # === INVOICE ON REQUEST === #

    def _get_posted_invoices(self):
        """Return the order's invoices that the customer may have."""
        # In sudo mode because customers ask for their own order's invoices.
        return self.sudo().invoice_ids.filtered(
            lambda move: move.state == "posted" and move.move_type == "out_invoice"
        )

    def _can_request_invoice(self):
        """Return whether the customer may have an invoice created, or see it."""
        self.ensure_one()
        if not self.website_id or self.state != "sale":
            return False
        if self._get_posted_invoices():
            return True
        rule = self._get_invoice_rule(self.website_id, self.is_business)
        return rule != "never" and self._has_something_to_invoice()

    def _get_invoice_url(self):
        """Return where the customer asks for the invoice or sees it."""
        self.ensure_one()
        return self.get_portal_url(suffix="/invoice")

    def _has_something_to_invoice(self):
        if self.invoicing_status not in ("nothing", "partial") or not self.amount_total:
            return False
        return self.payment_status in PAID_STATUSES or (
            self.invoice_status == "to invoice"
        )

    def _get_or_create_invoice(self):
        """Return the order's invoice; it is created and posted if there is none.

        The order stays locked until the transaction ends, lest a second request makes
        another one.

        :raise UserError: If there is nothing to invoice, or somebody else is at it.
        """
        self.ensure_one()
        self._lock_or_refuse()
        if invoices := self._get_posted_invoices():
            return invoices.sorted("id")[-1]
        self._ensure_invoice_possible()
        invoice = self.with_company(self.company_id)._create_posted_invoices()
        self.env["ecommerce.flow.step"]._wake("send_invoice")
        return invoice

    def _request_invoice(self):
        """Note that the customer wants an invoice, and create it at once if possible.

        :return: The invoice. None if it can't be created now: the automations try
            again, and tell a person why.
        """
        self.ensure_one()
        self.is_invoice_requested = True
        try:
            with self.env.cr.savepoint():
                return self._get_or_create_invoice()
        except PG_CONCURRENCY_EXCEPTIONS_TO_RETRY:
            raise
        except Exception as error:  # noqa: BLE001 the wish must not get lost
            _logger.warning("%s can't be invoiced now: %s", self.name, error)
            self.env["ecommerce.flow.step"]._wake("create_invoice")
            return None

    def _ensure_invoice_possible(self):
        if self.state != "sale":
            raise UserError(
                self.env._(
                    "%(order)s can't be invoiced before it is confirmed.",
                    order=self.name,
                )
            )
        if self.invoicing_status in ("complete", "credited"):
            raise UserError(
                self.env._(
                    "%(order)s has an invoice that is not posted, or a credit note: "
                    "only a person can decide what is to invoice.",
                    order=self.name,
                )
            )
        if not self._has_something_to_invoice():
            raise UserError(
                self.env._(
                    "%(order)s has nothing to invoice yet. Goods that are invoiced by "
                    "delivery have to be shipped or paid first.",
                    order=self.name,
                )
            )
