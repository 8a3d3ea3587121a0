from odoo import models

from .customer_links import hide_secrets

# Context key under which posted messages are collected.
POSTED = "ecommerce_order_flow_posted"
# Context key of the layout of the posted messages, if it isn't Odoo's.
LAYOUT = "ecommerce_order_flow_layout"
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
        """Override of `mail` to collect the messages to customers, without tokens.

        Those that Odoo's methods post get our layout.
        """
        if self._is_notifying():
            self.env.context[POSTED].append(message.id)
            if layout := self.env.context.get(LAYOUT):
                message.email_layout_xmlid = layout
                msg_vals["email_layout_xmlid"] = layout
        if notification_id := self.env.context.get(SENT_AGAIN):
            self.env["ecommerce.notification"]._note_sent_again(
                self, notification_id, message
            )
        hide_secrets(message, msg_vals)
        return super()._message_post_after_hook(message, msg_vals)

    def _notify_get_reply_to_batch(self, defaults=None, author_ids=None):
        """Override of `mail`: replies go to the address that the website names."""
        replies = super()._notify_get_reply_to_batch(defaults, author_ids)
        # Websites of new transfers take statements to find; most shops name no address.
        if addresses := self.env["website"]._get_reply_addresses():
            for record in self:
                if address := addresses.get(record.website_id.id):
                    replies[record.id] = address
        return replies
