from odoo import api, models


class EcommerceCancellationMoney(models.AbstractModel):
    """Says what becomes of the customer's money when an order is cancelled."""

    _name = "ecommerce.cancellation.money"
    _description = "Money of Cancelled Orders"

    @api.model
    def _get(self, order):
        """Return what to tell the customer, before and after the cancellation.

        :return: whether an amount `is_blocked`, `is_paid`, `is_refunded`, `is_awaited`
        :rtype: dict
        """
        # In sudo mode because salespeople can't read transactions.
        txs = order.sudo().transaction_ids
        kept = order.amount_received - order.amount_refunded
        is_paid = order.currency_id.compare_amounts(kept, 0) > 0
        return {
            "is_blocked": any(tx._is_released_with(order) for tx in txs),
            "is_paid": is_paid,
            "is_refunded": bool(order.amount_refunded) and not is_paid,
            "is_awaited": any(tx._may_still_arrive() for tx in txs),
        }
