from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain

from ..status.const import PAID_STATUSES

# What is still to invoice, as far as people didn't decide otherwise.
OPEN_INVOICING_STATUSES = ("nothing", "partial")


class SaleOrder(models.Model):
    _inherit = "sale.order"

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

    # What the automations look for.
    _to_invoice_idx = models.Index(
        "(website_id, is_business, payment_status) "
        "WHERE invoicing_status IN ('nothing', 'partial')"
    )

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

    # === ACTION METHODS === #

    def action_create_and_send_invoices(self):
        """Create, post and send the orders' invoices, and show what came of each.

        :raise AccessError: If the user may not post invoices.
        """
        if not self.env.user.has_group("account.group_account_invoice"):
            raise AccessError(
                self.env._(
                    "Only people who may post invoices can create them for orders."
                )
            )
        return self.env["ecommerce.bulk.run"]._start("invoice", self)

    # === RULES === #

    def _is_of_business(self):
        """Return whether the order is a business customer's, who needs an invoice.

        The checkout writes company name and tax ID on the contact.
        """
        self.ensure_one()
        partner = self.partner_invoice_id
        customer = partner.commercial_partner_id
        return bool(customer.is_company or customer.vat or partner.company_name)

    def _is_invoice_missing(self):
        """Override: where invoices are created on request, none is missing before."""
        rule = self.website_id._get_invoice_rule(self._is_of_business())
        return rule != "on_request" and super()._is_invoice_missing()

    @api.model
    def _get_invoiceable_domain(self):
        """Return the domain of the orders of which something can be invoiced now.

        Who paid everything gets an invoice over all; otherwise each product's policy
        decides.
        """
        return (
            Domain("invoicing_status", "in", OPEN_INVOICING_STATUSES)
            & Domain("amount_total", ">", 0)
            & (
                Domain("payment_status", "in", PAID_STATUSES)
                | Domain("invoice_status", "=", "to invoice")
            )
        )

    def _is_invoiceable(self):
        """Return whether something of the order can be invoiced now."""
        self.ensure_one()
        return bool(self.filtered_domain(self._get_invoiceable_domain()))

    def _ensure_invoiceable(self):
        """Raise if nothing of the order can be invoiced now.

        :raise UserError: Says why.
        """
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
        if not self._is_invoiceable():
            raise UserError(
                self.env._(
                    "%(order)s has nothing to invoice yet. Goods that are invoiced by "
                    "delivery have to be shipped or paid first.",
                    order=self.name,
                )
            )

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
            self._get_invoiceable_domain()
            & ~is_waiting
            & (
                Domain("is_invoice_requested", "=", True)
                | self.env["website"]._get_invoice_rules_domain()
            )
        )

    def _flow_create_invoice(self):
        self.env["ecommerce.invoice.creation"]._create_posted_invoices(self)
        self.env["ecommerce.automation"]._trigger("send_invoice")

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
        rule = self.website_id._get_invoice_rule(self.is_business)
        return rule != "never" and self._is_invoiceable()
