from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ...exceptions import IssueError
from ..engine.const import MAIL_STATUSES
from .const import NOTIFICATION_KINDS, RECEIPTS, TRANSACTION, VERDICTS
from .ecommerce_notification_mixin import POSTED, SENT_AGAIN
from .ecommerce_payment_reminder import BEFORE

# Failures that a retry can't resolve: a missing or invalid address.
HOPELESS_FAILURES = ("mail_email_missing", "mail_email_invalid")


class EcommerceNotification(models.Model):
    """A notification sent to a customer: its kind and record.

    The row is created with the email in one transaction, and is unique. An email that
    could not be sent and is outdated is superseded.
    """

    _name = "ecommerce.notification"
    _description = "Customer Notification"
    _order = "id desc"
    _rec_name = "kind"

    order_id = fields.Many2one(
        "sale.order", required=True, readonly=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="order_id.company_id", store=True)
    kind = fields.Selection(selection=NOTIFICATION_KINDS, required=True, readonly=True)
    transaction_id = fields.Many2one(
        "payment.transaction", readonly=True, index="btree_not_null", ondelete="cascade"
    )
    move_id = fields.Many2one(
        "account.move",
        string="Invoice",
        readonly=True,
        index="btree_not_null",
        ondelete="cascade",
    )
    picking_id = fields.Many2one(
        "stock.picking",
        string="Parcel",
        readonly=True,
        index="btree_not_null",
        ondelete="cascade",
    )
    record_name = fields.Char(
        string="About",
        compute="_compute_record_name",
        compute_sudo=True,
        help="The parcel or the invoice; empty if it is about the order as a whole.",
    )
    tracking_ref = fields.Char(string="Tracking Number", readonly=True)
    round = fields.Integer(
        default=0,
        readonly=True,
        help="How many cancellations or tracking numbers of the parcel the "
        "customer was notified of before. For reminders, 0 is the one before "
        "the deadline.",
    )
    message_id = fields.Many2one(
        "mail.message", readonly=True, index="btree_not_null", ondelete="set null"
    )
    is_superseded = fields.Boolean(
        readonly=True,
        help="The email could not be sent, and its content is no longer true.",
    )
    create_date = fields.Datetime(string="Date", readonly=True)
    status = fields.Selection(
        selection=MAIL_STATUSES, compute="_compute_status", compute_sudo=True
    )

    _once = models.UniqueIndex(
        "(order_id, kind, round, COALESCE(transaction_id, 0), COALESCE(move_id, 0), "
        "COALESCE(picking_id, 0))",
        "The customer has already received this email.",
    )

    # === COMPUTE METHODS === #

    @api.depends("move_id.name", "picking_id.name")
    def _compute_record_name(self):
        for notification in self:
            record = notification.move_id or notification.picking_id
            notification.record_name = record.name

    @api.depends("is_superseded", "message_id.notification_ids.notification_status")
    def _compute_status(self):
        for notification in self:
            notification.status = notification._get_status()

    def _get_status(self):
        """Return the status of the customer's email, which Odoo stores by recipient."""
        if self.is_superseded:
            return "superseded"
        notifications = self._get_notifications()
        statuses = set(notifications.mapped("notification_status"))
        if not statuses:
            return "none"
        if statuses & {"exception", "bounce"}:
            return "failed"
        return "sent" if statuses <= {"sent", "canceled"} else "queued"

    def _get_notifications(self):
        """Return the customer's email notifications, without internal ones."""
        return self.message_id.notification_ids.filtered(
            lambda mail: (
                mail.notification_type == "email" and mail.res_partner_id.partner_share
            )
        )

    # === ACTION METHODS === #

    def action_send_again(self):
        """Open the composer to send the notification again."""
        self.ensure_one()
        action = self._get_action_to_send_again()
        context = {SENT_AGAIN: self.id, TRANSACTION: self.transaction_id.id}
        return {**action, "context": {**action["context"], **context}}

    def _get_action_to_send_again(self):
        if self.move_id:
            return self.move_id.action_invoice_sent()
        if self.picking_id:
            notifier = self.env["ecommerce.parcel.notifier"]
            return notifier._compose(self.picking_id, self.kind)
        return self.env["ecommerce.order.notifier"]._compose(self.order_id, self.kind)

    # === BUSINESS METHODS === #

    @api.model
    def _post(self, record, post, vals_list):
        """Queue an email, and record the notifications.

        :param record: The record of the email.
        :param post: The function that posts the message of the record.
        :param vals_list: The values of the notifications.
        :return: The notifications.
        """
        posted = []
        # As OdooBot, whom customers may see as the author, unlike the current user.
        post(
            record.with_user(SUPERUSER_ID).with_context(
                **{"mail_notify_force_send": False, POSTED: posted}
            )
        )
        mail = self.env["mail.message"].browse(posted).filtered("partner_ids")[:1]
        return self.create([{**values, "message_id": mail.id} for values in vals_list])

    @api.model
    def _note_sent_again(self, record, notification_id, message):
        """Link a notification of a record to the message by which it was sent again.

        The automations then don't retry the first one if it failed.
        """
        # In sudo mode because the user may not write notifications.
        notification = record.flow_notification_ids.sudo().filtered(
            lambda it: it.id == notification_id
        )
        if message.partner_ids:
            notification.message_id = message

    @api.model
    def _compose(self, record, template, layout):
        """Return the action that opens the composer for the customer."""
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Email to the Customer"),
            "res_model": "mail.compose.message",
            "views": [(False, "form")],
            "target": "new",
            "context": {
                "default_model": record._name,
                "default_res_ids": record.ids,
                "default_template_id": template.id,
                "default_composition_mode": "comment",
                "default_email_layout_xmlid": layout,
            },
        }

    # === AUTOMATION: DELIVER NOTIFICATIONS === #

    @api.model
    def _flow_deliver_notification_domain(self):
        """Return the domain of the notifications that Odoo failed to send."""
        return Domain("is_superseded", "=", False) & Domain(
            "message_id.notification_ids",
            "any",
            [
                ("notification_type", "=", "email"),
                ("notification_status", "=", "exception"),
                ("res_partner_id.partner_share", "=", True),
            ],
        )

    def _flow_deliver_notification(self):
        """Send the emails again that are not outdated.

        :raise UserError: If one still can't be sent.
        """
        for notification in self:
            if notification._is_outdated():
                notification.is_superseded = True
            else:
                notification._send_again()

    def _send_again(self):
        failed = self._get_notifications().filtered(
            lambda mail: mail.notification_status == "exception"
        )
        failed.mail_mail_id.mark_outgoing()
        failed.mail_mail_id.send()
        failed.invalidate_recordset()
        self._ensure_sent(failed)

    def _is_outdated(self):
        """Return whether the content of the email is outdated."""
        self.ensure_one()
        order, parcel = self.order_id, self.picking_id
        if self.kind in (*RECEIPTS, "payment_pending", "payment_received"):
            return order.state not in ("draft", "sent") or self._asks_too_late()
        if self.kind == "payment_reminder":
            return self._is_reminder_outdated()
        if self.kind in VERDICTS:
            return (order.state == "cancel") != (self.kind != "confirmation")
        if self.kind == "ready_for_pickup":
            return parcel.state in ("done", "cancel")
        if self.kind == "tracking":
            return self.tracking_ref != parcel.carrier_tracking_ref
        return False

    def _asks_too_late(self):
        """Return whether the email requests payment by a date in the past."""
        deadline = self.env["ecommerce.payment.deadline"]
        return self.kind == "order_accepted" and deadline._is_over(self.order_id)

    def _is_reminder_outdated(self):
        """Return whether nothing is to be paid, or the announced deadline is over."""
        order = self.order_id
        is_over = self.env["ecommerce.payment.deadline"]._is_over(order)
        is_awaited = self.env["ecommerce.payment.instructions"]._get(order)
        return not is_awaited or (self.round == BEFORE and is_over)

    def _ensure_sent(self, notifications):
        for notification in notifications:
            if notification.notification_status != "exception":
                continue
            message = self.env._(
                "The email to %(customer)s could not be sent: %(reason)s",
                customer=notification.res_partner_id.display_name,
                reason=notification.failure_reason
                or notification.mail_mail_id.failure_reason
                or notification.format_failure_reason(),
            )
            if notification.failure_type in HOPELESS_FAILURES:
                raise IssueError(message)
            raise UserError(message)

    def _find_flow_order(self):
        return self.order_id
