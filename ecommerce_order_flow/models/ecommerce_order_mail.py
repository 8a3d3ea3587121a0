from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..const import MAIL_STATUSES, ORDER_MAIL_KINDS
from ..exceptions import NeedsPerson

# What no other try can change: there is no address, or it isn't one.
HOPELESS_FAILURES = ("mail_email_missing", "mail_email_invalid")


class EcommerceOrderMail(models.Model):
    """A mail that an order owed its customer and that was put into the outbox.

    The row comes into being with the mail, in one transaction, and once only.
    """

    _name = "ecommerce.order.mail"
    _description = "Mail to the Customer of a Web Order"
    _order = "id desc"
    _rec_name = "kind"

    order_id = fields.Many2one(
        "sale.order", required=True, readonly=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="order_id.company_id", store=True)
    kind = fields.Selection(selection=ORDER_MAIL_KINDS, required=True, readonly=True)
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
    tracking_ref = fields.Char(string="Tracking Number", readonly=True)
    round = fields.Integer(
        default=0,
        readonly=True,
        help="How many cancellations the customer had been told of before.",
    )
    message_id = fields.Many2one(
        "mail.message", readonly=True, index="btree_not_null", ondelete="set null"
    )
    create_date = fields.Datetime(string="Date", readonly=True)
    status = fields.Selection(
        selection=MAIL_STATUSES, compute="_compute_status", compute_sudo=True
    )

    _once = models.UniqueIndex(
        "(order_id, kind, round, COALESCE(transaction_id, 0), COALESCE(move_id, 0)) "
        "WHERE picking_id IS NULL",
        "The customer got this mail already.",
    )
    _once_a_parcel = models.UniqueIndex(
        "(picking_id, kind) WHERE kind != 'tracking'",
        "The customer got this mail already.",
    )
    _once_a_number = models.UniqueIndex(
        "(picking_id, tracking_ref) WHERE kind = 'tracking'",
        "The customer got this number already.",
    )

    @api.depends("message_id.notification_ids.notification_status")
    def _compute_status(self):
        for mail in self:
            mail.status = mail._get_status()

    def _get_status(self):
        """Return whether the customer's mail left: Odoo notes it by recipient."""
        notifications = self._get_notifications()
        statuses = set(notifications.mapped("notification_status"))
        if not statuses:
            return "none"
        if statuses & {"exception", "bounce"}:
            return "failed"
        return "sent" if statuses <= {"sent", "canceled"} else "queued"

    def _get_notifications(self):
        """Return the customer's notifications; colleagues may follow the order, too."""
        return self.message_id.notification_ids.filtered(
            lambda notification: (
                notification.notification_type == "email"
                and notification.res_partner_id.partner_share
            )
        )

    # === AUTOMATION: DELIVER MAILS === #

    @api.model
    def _flow_deliver_mail_domain(self):
        """Return the mails that Odoo couldn't send."""
        return Domain(
            "message_id.notification_ids",
            "any",
            [
                ("notification_type", "=", "email"),
                ("notification_status", "=", "exception"),
                ("res_partner_id.partner_share", "=", True),
            ],
        )

    def _flow_deliver_mail(self):
        """Send the mail again.

        :raise UserError: If it still can't be sent.
        """
        for order_mail in self:
            failed = order_mail._get_notifications().filtered(
                lambda notification: notification.notification_status == "exception"
            )
            failed.mail_mail_id.mark_outgoing()
            failed.mail_mail_id.send()
            failed.invalidate_recordset()
            order_mail._ensure_sent(failed)

    def _ensure_sent(self, notifications):
        for notification in notifications:
            if notification.notification_status != "exception":
                continue
            message = self.env._(
                "The mail to %(customer)s could not be sent: %(reason)s",
                customer=notification.res_partner_id.display_name,
                reason=notification.failure_reason
                or notification.mail_mail_id.failure_reason
                or notification.format_failure_reason(),
            )
            if notification.failure_type in (
                "mail_email_missing",
                "mail_email_invalid",
            ):
                raise NeedsPerson(message)
            raise UserError(message)

    def _find_flow_order(self):
        return self.order_id
