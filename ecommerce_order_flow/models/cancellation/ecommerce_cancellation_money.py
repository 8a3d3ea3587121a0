from odoo import api, models


class EcommerceCancellationMoney(models.AbstractModel):
    """Effect of a cancellation on the customer's payments."""

    _name = "ecommerce.cancellation.money"
    _description = "Payments of Cancelled Orders"

    @api.model
    def _describe(self, order):
        """Return the sentences shown before and after a cancellation."""
        money = self._get(order)
        sentences = []
        if money["is_blocked"]:
            sentences.append(
                self.env._(
                    "The amount reserved on your card or account will be released and "
                    "not charged."
                )
            )
        if money["kept"]:
            sentences.append(
                self.env._(
                    "We will refund %(amount)s within 14 days, in the way that you "
                    "paid.",
                    amount=order._format_money(money["kept"]),
                )
            )
        elif money["refunded"]:
            sentences.append(
                self.env._(
                    "We have already refunded your payment of %(amount)s.",
                    amount=order._format_money(money["refunded"]),
                )
            )
        if money["is_awaited"]:
            sentences.append(
                self.env._(
                    "Please do not pay anymore. If your payment is already on its way, "
                    "we will refund it once it arrives."
                )
            )
        return sentences

    @api.model
    def _get(self, order):
        """Return what happens to the payments of an order that is cancelled.

        :return: The amounts `kept` so far and `refunded`, in the order's currency, and
            whether an amount `is_blocked` or `is_awaited`.
        :rtype: dict
        """
        # In sudo mode because salespeople can't read transactions.
        txs = order.sudo().transaction_ids
        kept = self.env["ecommerce.order.facts"]._get_kept_amount(order)
        return {
            "is_blocked": any(tx._is_released_with(order) for tx in txs),
            "kept": max(0.0, order.currency_id.round(kept)),
            "refunded": order.amount_refunded,
            "is_awaited": any(tx._may_still_arrive() for tx in txs),
        }
