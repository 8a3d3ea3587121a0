from odoo import api, models

from .const import ISSUE_STATES


class EcommerceNextAction(models.AbstractModel):
    _inherit = "ecommerce.next.action"

    @api.model
    def _get_rules(self):
        """Override to rank the actions of refunds before those of payments."""
        return {
            **super()._get_rules(),
            "decide_refund": 101,
            "approve_refund": 102,
            "transfer_refund": 103,
            "wait_for_cancelled_refund": 104,
            "refund_return": 338,
            "wait_for_refund": 429,
        }

    @api.model
    def _explain_decide_refund(self, order):
        """Return the issue of a refund that failed or has an unknown result."""
        payments = order.refund_ids.payment_ids.filtered(
            lambda payment: payment.state in ISSUE_STATES
        )[:1]
        return payments and payments._describe_issue()

    @api.model
    def _explain_approve_refund(self, order):
        refund = order.refund_ids.filtered(lambda it: it.state == "to_approve")[:1]
        if not refund:
            return False
        check = self.env["ecommerce.refund.check"]
        return check._explain_outdated(refund, refund._plan()) or self.env._(
            "%(user)s requests a refund of %(amount)s: second approval required.",
            user=refund.create_uid.name,
            amount=order._format_money(refund.amount),
        )

    @api.model
    def _explain_transfer_refund(self, order):
        payments = order.refund_ids.payment_ids.filtered(
            lambda payment: payment.state == "to_transfer"
        )
        # In sudo mode because not all users can read files with orders of others.
        files = payments.sudo().file_id
        if files and all(payments.sudo().mapped("file_id")):
            return self.env._(
                "%(amount)s must be transferred by the bank: upload %(files)s and "
                "import the bank statement that confirms it, or register the transfer.",
                amount=order._format_money(sum(payments.mapped("amount"))),
                files=", ".join(files.mapped("name")),
            )
        return payments and self.env._(
            "%(amount)s must be transferred to the customer: make the transfer, and "
            "register it.",
            amount=order._format_money(sum(payments.mapped("amount"))),
        )

    @api.model
    def _explain_refund_return(self, order):
        cases = order.return_ids.filtered(
            lambda it: (
                it.is_refund_due
                and not it.is_refund_automatic
                and it._get_due_quantities()
            )
        )
        return cases and self.env._(
            "The return has to be refunded: a user with the right to refund opens "
            "%(cases)s and clicks Refund.",
            cases=", ".join(cases.mapped("name")),
        )

    @api.model
    def _explain_wait_for_cancelled_refund(self, order):
        return order.state == "cancel" and self._explain_wait_for_refund(order)

    @api.model
    def _explain_wait_for_refund(self, order):
        payments = order.refund_ids.payment_ids.filtered(
            lambda payment: payment.state in ("queued", "sending", "pending")
        )
        return payments and self.env._(
            "%(amount)s are on their way back to the customer.",
            amount=order._format_money(sum(payments.mapped("amount"))),
        )
