from odoo import models

# The key of the context by which messages to customers are collected.
POSTED = "ecommerce_order_flow_posted"


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
        return super()._message_post_after_hook(message, msg_vals)
