from odoo import api, models

from .const import RECEIPTS


class EcommerceOrderReceipt(models.AbstractModel):
    """Receipts of orders with a pending payment.

    Payments with the policy "as Odoo" keep Odoo's own email.
    """

    _name = "ecommerce.order.receipt"
    _description = "Order Receipts"

    @api.model
    def _get_pending(self, order, payments):
        """Return the pending receipt: its kind and the transaction."""
        awaited = payments.filtered(lambda tx: self._calls_for_receipt(order, tx))
        if order.state != "sent" or not awaited or self._find(order):
            return []
        return [(self._get_kind(order), awaited.sorted("id")[-1:])]

    @api.model
    def _find(self, order):
        """Return the receipt sent to the customer."""
        return order.flow_notification_ids.filtered(lambda mail: mail.kind in RECEIPTS)

    @api.model
    def _covers(self, order, tx):
        """Return whether a receipt covers the pending payment."""
        if order.state != "sent" or tx.state != "pending":
            return False
        receipt = self._find(order)[:1]
        if not receipt:
            return self._calls_for_receipt(order, tx)
        return tx.provider_code == "custom" or tx.id <= receipt.transaction_id.id

    @api.model
    def _calls_for_receipt(self, order, tx):
        is_left_to_odoo = tx.provider_code == "custom" and not order.waiting_policy
        return tx.state == "pending" and not is_left_to_odoo

    @api.model
    def _get_kind(self, order):
        """Return the kind of receipt; only an acceptance requests payment.

        Otherwise customers would pay without a contract. A late receipt doesn't request
        payment by a date in the past.
        """
        # In sudo mode because salespeople can't read transactions.
        awaited = self.env["ecommerce.payment.instructions"]._find_awaited(order.sudo())
        accepts = (
            order.website_id.waiting_mail == "accept"
            and order.waiting_policy == "reserve"
            and order.payment_due_at
            and not self.env["ecommerce.payment.deadline"]._is_over(order)
            and awaited
        )
        return "order_accepted" if accepts else "order_received"
