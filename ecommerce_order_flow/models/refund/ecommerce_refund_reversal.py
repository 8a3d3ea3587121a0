from odoo import api, fields, models


class EcommerceRefundReversal(models.AbstractModel):
    """Reversal of refunds that failed after they were done."""

    _name = "ecommerce.refund.reversal"
    _description = "Refund Reversal"

    @api.model
    def _take_back(self, tx):
        """Reverse the payment of a refund today, because its period may be closed.

        The credit note is open again. Matches with bank statement lines are kept.
        """
        payment = tx.payment_id
        if not payment or payment.state in ("draft", "canceled", "rejected"):
            return
        if move := payment.move_id:
            reversal = move._reverse_moves([self._prepare(tx)])
            reversal._post(soft=False)
            self._match(move, reversal)
        payment.state = "rejected"

    @api.model
    def _prepare(self, tx):
        return {
            "date": fields.Date.context_today(tx),
            "ref": self.env._("%(reference)s came back", reference=tx.reference),
        }

    @api.model
    def _match(self, move, reversal):
        """Reconcile the receivable and outstanding items with their reversals."""
        owed = move.line_ids.filtered(
            lambda line: line.account_id.account_type == "asset_receivable"
        )
        owed.remove_move_reconcile()
        for account in move.line_ids.account_id.filtered("reconcile"):
            lines = (move | reversal).line_ids.filtered(
                lambda line, account=account: line.account_id == account
            )
            if not any(lines.mapped("reconciled")):
                lines.reconcile()
