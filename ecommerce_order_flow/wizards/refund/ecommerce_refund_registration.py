from odoo import api, fields, models
from odoo.exceptions import UserError


class EcommerceRefundRegistration(models.TransientModel):
    """Wizard that registers manual transfers of refunds."""

    _name = "ecommerce.refund.registration"
    _description = "Register Transfers of Refunds"
    _inherit = ["ecommerce.readable.mixin"]

    payment_ids = fields.Many2many(
        string="Refunds",
        comodel_name="ecommerce.refund.payment",
        required=True,
        default=lambda self: self._find_payments(),
    )
    company_id = fields.Many2one("res.company", compute="_compute_company_id")
    journal_id = fields.Many2one(
        "account.journal",
        compute="_compute_journal_id",
        store=True,
        readonly=False,
        domain="[('type', 'in', ('bank', 'cash')), ('company_id', '=', company_id)]",
        help="The account from which the money was transferred.",
    )
    paid_on = fields.Date(
        string="Payment Date", required=True, default=fields.Date.context_today
    )

    needs_account = fields.Boolean(compute="_compute_needs_account")
    iban = fields.Char(
        string="IBAN", help="The IBAN to which the money was transferred (optional)."
    )
    account_holder = fields.Char(help="If empty, the customer's name is used.")

    @api.model
    def _find_payments(self):
        """Return the payments to transfer of the selected refunds or orders."""
        ids = self.env.context.get("active_ids")
        if self.env.context.get("active_model") != "sale.order":
            return ids
        orders = self.env["sale.order"].browse(ids)
        orders.check_access("read")
        # In sudo mode because salespeople see the refunds of their orders.
        payments = orders.sudo().refund_ids.payment_ids
        return payments.filtered(lambda it: it.state == "to_transfer").ids

    @api.depends("payment_ids")
    def _compute_company_id(self):
        for wizard in self:
            wizard.company_id = wizard.payment_ids[:1].company_id

    @api.depends("payment_ids")
    def _compute_journal_id(self):
        for wizard in self:
            wizard.journal_id = self.env["account.journal"].search(
                [("type", "=", "bank"), ("company_id", "=", wizard.company_id.id)],
                limit=1,
            )

    @api.depends("payment_ids")
    def _compute_needs_account(self):
        for wizard in self:
            payment = wizard.payment_ids
            wizard.needs_account = len(payment) == 1 and not payment.account_id

    def action_register(self):
        """Register the transfers.

        :raise UserError: If one of them can't be registered; then none is.
        """
        self.ensure_one()
        if not self.payment_ids or not self.journal_id:
            raise UserError(
                self.env._(
                    "Choose the refunds and the account from which the money was "
                    "transferred."
                )
            )
        if self.needs_account and self.iban:
            self.env["ecommerce.refund.account"]._enter(
                self.payment_ids, self.iban, self.account_holder
            )
        for payment in self.payment_ids:
            self.env["ecommerce.refund.transfer"]._book(
                payment, self.paid_on, self.journal_id
            )
        return {"type": "ir.actions.act_window_close"}
