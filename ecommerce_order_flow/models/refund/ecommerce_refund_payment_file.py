from odoo import fields, models
from odoo.exceptions import UserError

from .rules.sepa import make_end_to_end


class EcommerceRefundPayment(models.Model):
    """Transfer of a refund by a file for the bank."""

    _inherit = "ecommerce.refund.payment"

    file_id = fields.Many2one(
        "ecommerce.refund.file",
        string="SEPA File",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
        help="The file with which the bank transfers the money. The refund is in "
        "no other file.",
    )
    transfer_number = fields.Integer(
        default=1,
        readonly=True,
        help="Which transfer it is: those before came back from the customer's bank.",
    )
    end_to_end = fields.Char(
        string="End-to-End ID",
        readonly=True,
        index="btree_not_null",
        help="The bank reports the transfer under it.",
    )

    def _name_transfers(self):
        """Set the end-to-end id by which the bank reports the transfer.

        It is kept if a file is withdrawn: a bank that receives both files can recognize
        the duplicate.
        """
        for payment in self:
            payment.end_to_end = make_end_to_end(payment.id, payment.transfer_number)

    def _ensure_account_is_free(self, account_id):
        """Raise if a file for the bank contains another account.

        :raise UserError: With the name of the file.
        """
        for payment in self.sudo():  # In sudo mode because files have other rights.
            if payment.file_id and payment.account_id.id != account_id:
                raise UserError(
                    self.env._(
                        "%(file)s already contains the account of %(refund)s: "
                        "withdraw the file before you change the account.",
                        file=payment.file_id.name,
                        refund=payment.display_name,
                    )
                )

    # === TRANSFERS THAT COME BACK === #

    def action_send_again(self):
        """Override to transfer manual refunds again."""
        by_hand = self.filtered("is_by_hand")
        if by_hand:
            by_hand.action_transfer_instead()
        return super(EcommerceRefundPayment, self - by_hand).action_send_again()

    def action_transfer_instead(self):
        """Override to use another end-to-end id and file for the next transfer."""
        failed = self.filtered(lambda it: it.state == "failed")
        result = super().action_transfer_instead()
        for payment in failed.sudo():  # In sudo mode because users can't write them.
            payment.write(
                {
                    "file_id": False,
                    "end_to_end": False,
                    "transfer_number": payment.transfer_number + 1,
                }
            )
        return result

    def _note_returned(self, reason):
        """Mark the transfer as returned by the customer's bank.

        The account must be checked before it is used again.
        """
        self.ensure_one()
        self.write({"step": "failed", "failure": reason, "payment_id": False})
        account = self.account_id
        if account:
            account.allow_out_payment = False
            account.message_post(
                body=self.env._(
                    "The transfer of %(refund)s came back: %(reason)s Check the "
                    "account before you allow sending money to it again.",
                    refund=self.display_name,
                    reason=reason,
                )
            )

    def _describe_refusal(self):
        """Override to give the bank's reason of a returned transfer."""
        if not self.is_by_hand:
            return super()._describe_refusal()
        return self.env._(
            "%(amount)s came back (%(reason)s): check the customer's account, and "
            "transfer the money again.",
            amount=self.order_id._format_money(self.amount),
            reason=self.failure or "",
        )
