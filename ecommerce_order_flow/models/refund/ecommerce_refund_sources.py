from odoo import api, models

from .const import OPEN_STATES
from .rules.allocation import NONE, Source


class EcommerceRefundSources(models.AbstractModel):
    """Refundable amounts of an order, by payment.

    Pending refunds count as made, so that they aren't made twice.
    """

    _name = "ecommerce.refund.sources"
    _description = "Payments That Can Be Refunded"

    @api.model
    def _get_available(self, order):
        """Return the amount received from the customer and not promised back."""
        kept = self.env["ecommerce.order.facts"]._get_kept_amount(order)
        return max(order.currency_id.round(kept - self._get_promised(order)), 0.0)

    @api.model
    def _get_promised(self, order):
        """Return the amount of pending refunds, ours and others."""
        # In sudo mode because salespeople can't read transactions.
        payments = self._get_open_payments(order.sudo())
        others = (
            self._get_payments(order)
            .child_transaction_ids.filtered(self._is_refund_on_its_way)
            .filtered(lambda tx: tx not in payments.transaction_id)
        )
        return sum(payments.mapped("amount")) - sum(others.mapped("amount"))

    @api.model
    def _get_sources(self, order):
        """Return the payments that can be refunded, the newest one first.

        :rtype: list[Source]
        """
        txs = self._get_payments(order).sorted("id", reverse=True)
        return [
            Source(tx.id, tx.amount, self._get_left(order, tx), self._get_support(tx))
            for tx in txs
        ]

    @api.model
    def _get_payments(self, order):
        """Return the captured payments; for partial captures their parts."""
        # In sudo mode because salespeople can't read transactions.
        order_sudo = order.sudo()
        txs = order_sudo.transaction_ids | order_sudo.invoice_ids.transaction_ids
        txs |= txs.child_transaction_ids
        return txs.filtered(
            lambda tx: (
                tx.state == "done"
                and tx.operation not in ("refund", "validation")
                and tx.amount > 0
                and tx.currency_id == order.currency_id
                and not tx.child_transaction_ids.filtered(
                    lambda part: part.operation != "refund" and part.state == "done"
                )
            )
        )

    @api.model
    def _get_left(self, order, tx):
        """Return the amount of a payment that isn't refunded or promised."""
        refunds = tx.child_transaction_ids.filtered(
            lambda child: (
                child.operation == "refund"
                and (child.state == "done" or self._is_refund_on_its_way(child))
            )
        )
        # In sudo mode because what is left doesn't depend on which refunds one sees.
        waiting = (
            self.env["ecommerce.refund.payment"]
            .sudo()
            .search(
                [
                    ("source_transaction_id", "=", tx.id),
                    ("transaction_id", "=", False),
                    ("state", "in", OPEN_STATES),
                ]
            )
        )
        gone = sum(waiting.mapped("amount")) - sum(refunds.mapped("amount"))
        return max(order.currency_id.round(tx.amount - gone), 0.0)

    @api.model
    def _get_support(self, tx):
        """Return whether provider and payment method support (partial) refunds."""
        method = tx.payment_method_id.primary_payment_method_id or tx.payment_method_id
        supports = (tx.provider_id.support_refund or NONE, method.support_refund)
        if tx.provider_id.state == "disabled" or NONE in supports:
            return NONE
        return "full_only" if "full_only" in supports else "partial"

    @api.model
    def _is_refund_on_its_way(self, tx):
        return tx.operation == "refund" and tx.state in ("draft", "pending")

    @api.model
    def _get_open_payments(self, order):
        return order.refund_ids.payment_ids.filtered(
            lambda payment: payment.state in OPEN_STATES
        )
