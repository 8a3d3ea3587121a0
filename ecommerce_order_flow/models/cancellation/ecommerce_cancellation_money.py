from odoo import api, models


class EcommerceCancellationMoney(models.AbstractModel):
    """Effect of a cancellation on the customer's payments."""

    _name = "ecommerce.cancellation.money"
    _description = "Payments of Cancelled Orders"

    @api.model
    def _get(self, order):
        """Return the flags of the sentences shown before and after a cancellation.

        :return: Whether an amount `is_blocked`, `is_paid`, `is_refunded`, `is_awaited`.
        :rtype: dict
        """
        # In sudo mode because salespeople can't read transactions.
        txs = order.sudo().transaction_ids
        kept = self.env["ecommerce.order.facts"]._get_kept_amount(order)
        is_paid = order.currency_id.compare_amounts(kept, 0) > 0
        return {
            "is_blocked": any(tx._is_released_with(order) for tx in txs),
            "is_paid": is_paid,
            "is_refunded": bool(order.amount_refunded) and not is_paid,
            "is_awaited": any(tx._may_still_arrive() for tx in txs),
        }
