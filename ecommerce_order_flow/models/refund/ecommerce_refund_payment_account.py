from odoo import api, fields, models
from odoo.exceptions import UserError

from ...client_actions import RELOAD, show_notification


class EcommerceRefundPayment(models.Model):
    """The customer's account of a manual transfer, and its source."""

    _inherit = "ecommerce.refund.payment"

    iban = fields.Char(
        string="IBAN",
        compute="_compute_iban",
        inverse="_inverse_iban",
        help="Enter the customer's IBAN: it is saved as an account of the contact.",
    )
    account_holder = fields.Char(
        compute="_compute_iban",
        inverse="_inverse_iban",
        help="If empty, the customer's name is used.",
    )
    account_warning = fields.Char(
        string="Check the Account", compute="_compute_account_warning"
    )
    is_account_trusted = fields.Boolean(
        related="account_id.allow_out_payment",
        string="Account Checked",
        related_sudo=True,
    )
    account_asked_at = fields.Datetime(related="refund_id.account_asked_at")

    # === COMPUTE METHODS === #

    @api.depends("account_id.acc_number", "account_id.acc_holder_name")
    def _compute_iban(self):
        for payment in self:
            # In sudo mode because not everybody reads accounts.
            account = payment.sudo().account_id
            payment.iban = account.acc_number
            payment.account_holder = account.acc_holder_name

    def _inverse_iban(self):
        service = self.env["ecommerce.refund.account"]
        for payment in self:
            if payment.iban:
                service._enter(payment, payment.iban, payment.account_holder)

    @api.depends(
        "account_id.acc_holder_name",
        "account_id.allow_out_payment",
        "partner_id.name",
        "state",
    )
    @api.depends_context("lang")
    def _compute_account_warning(self):
        service = self.env["ecommerce.refund.account"]
        for payment in self:
            is_open = payment.state == "to_transfer"
            payment.account_warning = is_open and service._explain_doubt(payment)

    # === ACTION METHODS === #

    def action_ask_account(self):
        """Ask the customers for their IBAN, by an email with a personal link.

        :raise UserError: With the reasons if none is to be asked.
        """
        self._ensure_allowed()
        service = self.env["ecommerce.refund.account"]
        reasons = {payment: service._explain_no_question(payment) for payment in self}
        asked = self.filtered(lambda it: not reasons[it])
        if not asked:
            raise UserError("\n".join(filter(None, reasons.values())))
        for refund in asked.refund_id:
            service._ask(refund)
        return show_notification(
            "success", self.env._("Asked: %s", len(asked.refund_id)), next=RELOAD
        )

    def action_trust_account(self):
        """Mark the accounts as checked, so that money may be sent to them.

        :raise UserError: If the user may not validate bank accounts.
        """
        self.check_access("read")
        self.account_id.allow_out_payment = True
        return RELOAD


class EcommerceRefund(models.Model):
    """Request of the customer's account, one for all payments of a refund."""

    _inherit = "ecommerce.refund"

    account_asked_at = fields.Datetime(
        string="IBAN Requested On",
        readonly=True,
        help="When the customer was asked by email.",
    )
    account_request = fields.Integer(
        readonly=True,
        help="How often the customer was asked: only the last link is valid.",
    )
    account_tries = fields.Integer(
        readonly=True, help="How often something other than an IBAN was entered."
    )
