from odoo import models

# Context key under which posted messages are collected.
POSTED = "ecommerce_order_flow_posted"
# Context key of the notification that a user sends again.
SENT_AGAIN = "ecommerce_order_flow_sent_again"


class EcommerceNotificationMixin(models.AbstractModel):
    """Orders, parcels and invoices with customer notifications.

    Pending notifications are computed from the record's state. Emails that Odoo would
    send at the moment of an event are left to the automations.
    """

    _name = "ecommerce.notification.mixin"
    _description = "Notification of Customers"

    def _is_notifying(self):
        """Return whether the automations are posting notifications."""
        return self.env.context.get(POSTED) is not None

    def _message_post_after_hook(self, message, msg_vals):
        """Override of `mail` to collect the messages posted to customers."""
        if self._is_notifying():
            self.env.context[POSTED].append(message.id)
        if notification_id := self.env.context.get(SENT_AGAIN):
            self._note_sent_again(notification_id, message)
        return super()._message_post_after_hook(message, msg_vals)

    def _note_sent_again(self, notification_id, message):
        """Link the notification to the message by which it was sent again.

        The automations then don't retry the first one if it failed.
        """
        # In sudo mode because the user may not write notifications.
        notification = self.flow_notification_ids.sudo().filtered(
            lambda it: it.id == notification_id
        )
        if message.partner_ids:
            notification.message_id = message
