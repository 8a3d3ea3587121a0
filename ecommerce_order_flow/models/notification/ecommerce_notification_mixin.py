from odoo import models

# The key of the context by which messages to customers are collected.
POSTED = "ecommerce_order_flow_posted"
# The key of the context by which it is known what a person sends again.
SENT_AGAIN = "ecommerce_order_flow_sent_again"


class EcommerceNotificationMixin(models.AbstractModel):
    """Orders, parcels and invoices of which customers are notified.

    What a record still has to tell follows from its state. What Odoo would send by
    itself, at the moment of an event, is left to the automations.
    """

    _name = "ecommerce.notification.mixin"
    _description = "Notification of Customers"

    def _is_notifying(self):
        """Return whether the automations are posting what customers are told."""
        return self.env.context.get(POSTED) is not None

    def _message_post_after_hook(self, message, msg_vals):
        """Override of `mail` to know which message it is that customers get."""
        if self._is_notifying():
            self.env.context[POSTED].append(message.id)
        if notification_id := self.env.context.get(SENT_AGAIN):
            self._note_sent_again(notification_id, message)
        return super()._message_post_after_hook(message, msg_vals)

    def _note_sent_again(self, notification_id, message):
        """Have the customer's notification be the message by which it was sent again.

        The automations leave the first one alone then, if it could not be sent.
        """
        # In sudo mode because whoever may write to the customer may not write the list.
        notification = self.flow_notification_ids.sudo().filtered(
            lambda it: it.id == notification_id
        )
        if message.partner_ids:
            notification.message_id = message
