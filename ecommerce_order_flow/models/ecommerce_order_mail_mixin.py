from odoo import SUPERUSER_ID, api, fields, models
from odoo.fields import Domain

from ..const import ORDER_MAIL_KINDS

# The mail that a payment in one of these states is worth, while the order waits.
PAYMENT_MAIL_KINDS = {
    "pending": "payment_pending",
    "authorized": "payment_pending",
    "done": "payment_received",
}
# What becomes of the order; each takes back what was told before.
VERDICTS = ("confirmation", "cancellation")


class EcommerceOrderMailMixin(models.AbstractModel):
    """The mails that web orders owe their customers, by the state they are in."""

    _name = "ecommerce.order.mail.mixin"
    _description = "Mails Owed to Customers"

    flow_mail_ids = fields.One2many(
        "ecommerce.order.mail", "order_id", string="Mails to the Customer"
    )
    owed_mail = fields.Selection(
        selection=ORDER_MAIL_KINDS,
        compute="_compute_owed_mail",
        store=True,
        index="btree_not_null",
        help="The mail that the customer is to get and didn't get yet.",
    )

    @api.depends(
        "website_id",
        "state",
        "transaction_ids.state",
        "transaction_ids.is_post_processed",
        "is_cancellation_told",
        "flow_mail_ids",
    )
    def _compute_owed_mail(self):
        for order in self:
            owed_mails = order.website_id and order._get_owed_mails()
            order.owed_mail = owed_mails[0][0] if owed_mails else False

    def _get_owed_mails(self):
        """Return what the customer is to be told: kinds of mails and transactions."""
        self.ensure_one()
        no_tx = self.env["payment.transaction"]
        if self.state == "sale":
            owed = [("confirmation", no_tx)]
        elif self.state == "cancel" and self.is_cancellation_told:
            owed = [("cancellation", no_tx)]
        elif self.state in ("draft", "sent"):
            owed = [
                (PAYMENT_MAIL_KINDS[tx.state], tx)
                for tx in self._get_payments_worth_a_mail()
            ]
        else:
            owed = []
        return [(kind, tx) for kind, tx in owed if not self._is_told(kind, tx)]

    def _is_told(self, kind, transaction):
        if kind in VERDICTS:
            return self._get_told_verdicts()[-1:].kind == kind
        return any(
            mail.kind == kind and mail.transaction_id == transaction
            for mail in self.flow_mail_ids
        )

    def _get_told_verdicts(self):
        """Return the mails about what becomes of the order, the last one at the end."""
        return self.flow_mail_ids.filtered(lambda mail: mail.kind in VERDICTS).sorted(
            "id"
        )

    def _get_mail_round(self, kind):
        """Return how many cancellations the customer had been told of before."""
        told = self._get_told_verdicts().mapped("kind")
        return told.count("cancellation") if kind in VERDICTS else 0

    def _get_payments_worth_a_mail(self):
        # In sudo mode because salespeople can't read transactions.
        return self.sudo().transaction_ids.filtered(
            lambda tx: (
                tx.is_post_processed
                and tx.state in PAYMENT_MAIL_KINDS
                and tx.operation != "validation"
            )
        )

    # === AUTOMATION: SEND ORDER MAILS === #

    @api.model
    def _flow_send_order_mail_domain(self):
        """Return the orders that owe a mail since the automations do their work."""
        return Domain("owed_mail", "!=", False) & Domain.OR(
            Domain("website_id", "=", website.id)
            & (
                Domain("owed_mail", "in", VERDICTS)
                & Domain("date_order", ">=", website.automations_since)
                | Domain("owed_mail", "not in", VERDICTS)
                & Domain(
                    "transaction_ids.last_state_change",
                    ">=",
                    website.automations_since,
                )
            )
            for website in self.env["website"].search([])
        )

    def _flow_send_order_mail(self):
        for order in self:
            for kind, tx in order._get_owed_mails():
                order._queue_mail(kind, tx)
        self._wake_mail_queue()

    def _queue_mail(self, kind, transaction):
        """Put a mail into Odoo's outbox, from which it is sent after the commit."""
        self.ensure_one()
        # As OdooBot, whom customers may see as author, unlike whoever started this.
        order = self.with_user(SUPERUSER_ID).with_context(
            mail_notify_force_send=False, ecommerce_order_flow_send_mail=True
        )
        if kind == "confirmation":
            message = order._post_and_find(order._send_order_confirmation_mail)
        elif kind == "cancellation":
            message = order._post_and_find(order._send_cancellation_mail)
        else:
            message = order._post_and_find(order._send_payment_succeeded_for_order_mail)
        self.env["ecommerce.order.mail"].create(
            {
                "order_id": self.id,
                "kind": kind,
                "transaction_id": transaction.id,
                "round": self._get_mail_round(kind),
                "message_id": message.id,
            }
        )

    def _send_cancellation_mail(self):
        self._send_order_notification_mail(
            self.env.ref("ecommerce_order_flow.mail_template_cancellation")
        )

    def _post_and_find(self, post):
        """Call what posts a message, and return the message."""
        domain = [("model", "=", self._name), ("res_id", "=", self.id)]
        Message = self.env["mail.message"]
        last = Message.search(domain, order="id desc", limit=1)
        post()
        return Message.search(
            [*domain, ("id", ">", last.id or 0), ("notification_ids", "!=", False)],
            order="id",
            limit=1,
        )

    @api.model
    def _wake_mail_queue(self):
        self.env.ref("mail.ir_cron_mail_scheduler_action").sudo()._trigger()
