from odoo import api, fields, models
from odoo.fields import Domain

from .const import NOTIFICATION_KINDS, VERDICTS


class SaleOrder(models.Model):
    """Notifications about orders, computed from their state."""

    _name = "sale.order"
    _inherit = ["ecommerce.notification.mixin", "sale.order"]

    flow_notification_ids = fields.One2many(
        "ecommerce.notification", "order_id", string="Customer Emails", is_rare=True
    )
    pending_notification = fields.Selection(
        string="Pending Email",
        selection=NOTIFICATION_KINDS,
        compute="_compute_pending_notification",
        store=True,
        index="btree_not_null",
        help="The email that still has to be sent to the customer.",
    )

    # === COMPUTE METHODS === #

    @api.depends(
        "website_id",
        "state",
        "transaction_ids.state",
        "transaction_ids.is_post_processed",
        "cancelled_by",
        "is_cancellation_notified",
        "waiting_policy",
        "flow_notification_ids",
    )
    def _compute_pending_notification(self):
        notifier = self.env["ecommerce.order.notifier"]
        for order in self:
            pending = order.website_id and notifier._get_pending(order)
            order.pending_notification = pending[0][0] if pending else False

    # === WHAT IS LEFT TO THE AUTOMATIONS === #

    def _send_order_confirmation_mail(self):
        """Override of `sale` to leave the emails of eCommerce orders to automations.

        A template that fails to render then rolls back nothing, and no email is sent
        twice.
        """
        orders = (
            self if self._is_notifying() else self.filtered(lambda o: not o.website_id)
        )
        return super(SaleOrder, orders)._send_order_confirmation_mail()

    def _send_payment_succeeded_for_order_mail(self):
        """Override of `sale` to leave the emails of eCommerce orders to automations."""
        orders = (
            self if self._is_notifying() else self.filtered(lambda o: not o.website_id)
        )
        return super(SaleOrder, orders)._send_payment_succeeded_for_order_mail()

    def _send_order_notification_mail(
        self, mail_template, allow_deferred_sending=True, **kwargs
    ):
        """Override of `sale` to post messages at once when automations send them.

        The message is needed for the notification.
        """
        return super()._send_order_notification_mail(
            mail_template,
            allow_deferred_sending=allow_deferred_sending and not self._is_notifying(),
            **kwargs,
        )

    # === AUTOMATION: SEND ORDER MAILS === #

    @api.model
    def _flow_send_order_mail_domain(self):
        """Return the domain of the orders with pending notifications."""
        websites = self.env["website"]
        is_verdict = Domain("pending_notification", "in", VERDICTS)
        is_told = Domain("pending_notification", "!=", False) & (
            is_verdict & websites._get_automation_domain("date_order")
            | ~is_verdict
            & websites._get_automation_domain("transaction_ids.last_state_change")
        )
        return is_told | self.env["ecommerce.payment.reminder"]._get_due_domain()

    def _flow_send_order_mail(self):
        for order in self:
            self.env["ecommerce.order.notifier"]._notify(order)
        self.env["ecommerce.automation"]._trigger_mail_queue()
