from odoo import api, models

from ...exceptions import IssueError


class EcommercePaymentCheck(models.AbstractModel):
    """Says what is wrong with payments that don't fit their order."""

    _name = "ecommerce.payment.check"
    _description = "Check of Payments"

    @api.model
    def _get_payment_issue(self, order):
        """Return what is wrong with the order's payments.

        :rtype: IssueError
        """
        kept = order.amount_received - order.amount_refunded
        amounts = {
            "paid": order._format_money(kept),
            "total": order._format_money(order.amount_total),
            "surplus": order._format_money(kept - order.amount_total),
        }
        if order.state == "cancel":
            reason = self._explain_paid_after_cancellation(order, amounts)
            return IssueError(reason, issue="paid_after_cancellation")
        if order.payment_status == "partially_paid":
            return IssueError(self._explain_paid_less(amounts), issue="amount_differs")
        if self._has_payment_of_its_own_amount(order):
            return IssueError(self._explain_paid_twice(amounts), issue="paid_twice")
        return IssueError(self._explain_paid_more(amounts), issue="amount_differs")

    @api.model
    def _explain_paid_after_cancellation(self, order, amounts):
        return self.env._(
            "The order is cancelled, but the customer paid %(paid)s: re-open the "
            "order, or refund the payment.",
            **amounts,
        )

    @api.model
    def _explain_paid_less(self, amounts):
        return self.env._(
            "The customer paid %(paid)s, but the order is %(total)s: ask for the rest, "
            "confirm the order all the same, or refund the payment.",
            **amounts,
        )

    @api.model
    def _explain_paid_twice(self, amounts):
        return self.env._(
            "The customer paid more than once, %(paid)s instead of %(total)s: refund "
            "%(surplus)s.",
            **amounts,
        )

    @api.model
    def _explain_paid_more(self, amounts):
        return self.env._(
            "The customer paid %(paid)s, but the order is %(total)s: refund "
            "%(surplus)s.",
            **amounts,
        )

    @api.model
    def _has_payment_of_its_own_amount(self, order):
        """Return whether one of several payments alone pays the order."""
        payments = order.transaction_ids.filtered(lambda tx: tx.state == "done")
        return len(payments) > 1 and any(
            order.currency_id.compare_amounts(tx.amount, order.amount_total) >= 0
            for tx in payments
        )
