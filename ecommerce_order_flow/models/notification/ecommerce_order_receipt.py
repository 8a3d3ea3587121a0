from odoo import api, models

from .const import RECEIPTS


class EcommerceOrderReceipt(models.AbstractModel):
    """Tells customers at once that an order arrived whose payment isn't there yet.

    Payments that a shop leaves to Odoo keep Odoo's own mail.
    """

    _name = "ecommerce.order.receipt"
    _description = "Receipts of Orders"

    @api.model
    def _get_pending(self, order, payments):
        """Return the receipt that the customer is to get: its kind and the payment."""
        awaited = payments.filtered(lambda tx: self._calls_for_receipt(order, tx))
        if order.state != "sent" or not awaited or self._find(order):
            return []
        return [(self._get_kind(order), awaited.sorted("id")[-1:])]

    @api.model
    def _find(self, order):
        """Return the receipt that the customer got."""
        return order.flow_notification_ids.filtered(lambda mail: mail.kind in RECEIPTS)

    @api.model
    def _covers(self, order, tx):
        """Return whether a receipt says, or said, that the payment is pending."""
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
        """Return what the mail says; it asks for money only if it accepts the order.

        Otherwise customers would pay for what nobody promised them.
        """
        # In sudo mode because salespeople can't read transactions.
        awaited = self.env["ecommerce.payment.instructions"]._find_awaited(order.sudo())
        accepts = (
            order.website_id.waiting_mail == "accept"
            and order.waiting_policy == "reserve"
            and order.payment_due_at
            and awaited
        )
        return "order_accepted" if accepts else "order_received"
