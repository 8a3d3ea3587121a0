from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain

from ...exceptions import IssueError


def has_refund(order):
    """Return whether the customer got money back.

    Of orders without payments and documents no status is computed for it: they all
    change again while the order is confirmed.
    """
    has_money = order.transaction_ids or order.order_line.invoice_lines
    return bool(has_money and order.amount_refunded)


class SaleOrder(models.Model):
    _inherit = "sale.order"

    is_business = fields.Boolean(
        string="Business Customer",
        compute="_compute_is_business",
        store=True,
        help="The invoice goes to a company or to a customer with a tax ID or a "
        "company name.",
    )
    invoicing_status = fields.Selection(
        selection=[
            ("nothing", "Not Invoiced"),
            ("draft", "Draft Invoice"),
            ("partial", "Partially Invoiced"),
            ("complete", "Fully Invoiced"),
            ("credited", "Credited"),
        ],
        compute="_compute_flow_status",
        store=True,
        help="How much of what the customer keeps is on posted invoices.",
    )
    amount_to_bill = fields.Monetary(
        string="Not Invoiced",
        compute="_compute_flow_status",
        store=True,
        help="What the customer owes beyond the posted invoices.",
    )
    amount_to_credit = fields.Monetary(
        string="To Credit",
        compute="_compute_flow_status",
        store=True,
        help="What was invoiced but is not owed by the customer, for example for "
        "returned products.",
    )
    is_invoice_due = fields.Boolean(
        compute="_compute_flow_status",
        store=True,
        help="According to the website's rule, the customer should receive an "
        "invoice now.",
    )
    is_invoiceable = fields.Boolean(
        compute="_compute_flow_status",
        store=True,
        help="A part of the order can be invoiced now.",
    )
    is_invoice_missing = fields.Boolean(
        compute="_compute_flow_status",
        store=True,
        help="A part of the order is not invoiced, although the customer receives "
        "an invoice for it.",
    )
    is_payment_unmatched = fields.Boolean(
        string="Payment Not Matched",
        compute="_compute_flow_status",
        store=True,
        help="A document is open that the order's own payments would settle.",
    )
    is_invoice_requested = fields.Boolean(
        string="Invoice Requested",
        copy=False,
        readonly=True,
        help="The customer requested an invoice, regardless of the website's rule.",
    )

    # Partial indexes for the domains of the automations.
    _to_credit_idx = models.Index("(id) WHERE amount_to_credit > 0")
    _invoice_due_idx = models.Index("(id) WHERE is_invoice_due IS TRUE")
    _payment_unmatched_idx = models.Index("(id) WHERE is_payment_unmatched IS TRUE")

    # === COMPUTE METHODS === #

    # Contacts that change update the orders that aren't invoiced.
    @api.depends("website_id", "partner_invoice_id")
    def _compute_is_business(self):
        for order in self:
            order.is_business = order.website_id and order._is_of_business()

    @api.depends(
        "is_business",
        "is_invoice_requested",
        "website_id.invoice_business",
        "website_id.invoice_consumer",
    )
    def _compute_flow_status(self):
        """Override to depend on the invoice rules."""
        return super()._compute_flow_status()

    # === BUSINESS METHODS === #

    def _action_confirm(self):
        """Override of `sale` to mark documents and refunds from before a reopening."""
        # In sudo mode because users who confirm orders may not see invoices.
        for order in self.sudo().filtered(lambda it: it.order_line.invoice_lines):
            order.settled_document_id = max(order.invoice_ids.ids)
        for order in self.sudo().filtered(has_refund):
            kept = order.amount_received - order.amount_refunded
            if order.currency_id.is_zero(kept):
                order.settled_refund_amount = order.amount_refunded
        return super()._action_confirm()

    # === ACTION METHODS === #

    def action_create_and_send_invoices(self):
        """Create, post and send the orders' invoices, and show the result for each.

        :raise AccessError: If the user may not post invoices.
        """
        if not self.env.user.has_group("account.group_account_invoice"):
            raise AccessError(self.env._("You are not allowed to post invoices."))
        return self.env["ecommerce.bulk.run"]._start("invoice", self)

    # === RULES === #

    def _is_of_business(self):
        """Return whether the customer is a business, which needs an invoice.

        The checkout stores company name and tax ID on the contact.
        """
        self.ensure_one()
        partner = self.partner_invoice_id
        customer = partner.commercial_partner_id
        return bool(customer.is_company or customer.vat or partner.company_name)

    def _ensure_invoiceable(self):
        """Raise if the order can't be invoiced now.

        :raise UserError: With the reason.
        """
        if reason := self.env["ecommerce.invoice.check"]._explain_refusal(self):
            raise UserError(reason)

    # === AUTOMATION: CREATE INVOICES === #

    @api.model
    def _flow_create_invoice_domain(self):
        """Return the domain of the orders due for invoicing by their website's rules.

        Orders with unprocessed payments wait: the invoice is reconciled with the
        payments when it is posted.
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
            Domain("is_invoice_due", "=", True)
            & ~is_waiting
            & (
                Domain("is_invoice_requested", "=", True)
                | self.env["website"]._get_automation_domain("date_order")
            )
        )

    def _flow_create_invoice(self):
        self.env["ecommerce.invoice.creation"]._create_posted_invoices(self)
        self.env["ecommerce.automation"]._trigger("send_invoice")

    # === AUTOMATION: MATCH PAYMENTS === #

    @api.model
    def _flow_match_payment_domain(self):
        """Return the domain of the orders with documents that their payments settle."""
        return Domain("is_payment_unmatched", "=", True) & self.env[
            "website"
        ]._get_automation_domain("date_order")

    def _flow_match_payment(self):
        """Match payments and refunds with invoices and credit notes."""
        self.env["ecommerce.payment.matching"]._match(self)
        return {
            order: IssueError(
                self.env._(
                    "%(order)s is paid, but its payment cannot be matched with "
                    "%(documents)s, because they are on different accounts or the "
                    "payment is for several orders: match them in the accounting.",
                    order=order.name,
                    documents=", ".join(order.invoice_ids.mapped("name")),
                )
            )
            for order in self
            if order.is_payment_unmatched
        }

    # === INVOICE ON REQUEST === #

    def _get_posted_invoices(self):
        """Return the order's posted customer invoices."""
        # In sudo mode because customers request the invoices of their own orders.
        return self.sudo().invoice_ids.filtered(
            lambda move: move.state == "posted" and move.move_type == "out_invoice"
        )

    def _can_request_invoice(self):
        """Return whether the customer may request an invoice or already has one."""
        self.ensure_one()
        if not self.website_id or self.state != "sale":
            return False
        if self._get_posted_invoices():
            return True
        rule = self.website_id._get_invoice_rule(self.is_business)
        return rule != "never" and self.is_invoiceable
