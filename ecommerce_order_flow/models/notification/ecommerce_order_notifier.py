from functools import partial

from odoo import api, models

from .const import VERDICTS

MAIL_LAYOUT = "mail.mail_notification_layout_with_responsible_signature"  # Odoo's
# The mail that a payment in one of these states is worth, while the order waits.
PAYMENT_MAIL_KINDS = {
    "pending": "payment_pending",
    "authorized": "payment_pending",
    "done": "payment_received",
}


class EcommerceOrderNotifier(models.AbstractModel):
    """Tells customers what becomes of their orders, each thing once."""

    _name = "ecommerce.order.notifier"
    _description = "Notifications of Orders"

    # === WHAT IS TO TELL === #

    @api.model
    def _get_pending(self, order):
        """Return what the customer is to be told: kinds of mails and transactions."""
        no_tx = self.env["payment.transaction"]
        if order.state == "sale":
            pending = [("confirmation", no_tx)]
        elif order.state == "cancel" and order.is_cancellation_notified:
            pending = [("cancellation", no_tx)]
        elif order.state in ("draft", "sent"):
            pending = [
                (PAYMENT_MAIL_KINDS[tx.state], tx)
                for tx in self._get_payments_worth_a_mail(order)
            ]
        else:
            pending = []
        return [
            (kind, tx) for kind, tx in pending if not self._is_notified(order, kind, tx)
        ]

    @api.model
    def _is_notified(self, order, kind, transaction):
        if kind in VERDICTS:
            return self._get_verdicts(order)[-1:].kind == kind
        return any(
            mail.kind == kind and mail.transaction_id == transaction
            for mail in order.flow_notification_ids
        )

    @api.model
    def _get_verdicts(self, order):
        """Return the mails about what becomes of the order, the last one at the end."""
        return order.flow_notification_ids.filtered(
            lambda mail: mail.kind in VERDICTS
        ).sorted("id")

    @api.model
    def _get_round(self, order, kind):
        """Return how many cancellations the customer had been told of before."""
        told = self._get_verdicts(order).mapped("kind")
        return told.count("cancellation") if kind in VERDICTS else 0

    @api.model
    def _get_payments_worth_a_mail(self, order):
        # In sudo mode because salespeople can't read transactions.
        return order.sudo().transaction_ids.filtered(
            lambda tx: (
                tx.is_post_processed
                and tx.state in PAYMENT_MAIL_KINDS
                and tx.operation != "validation"
            )
        )

    # === HOW IT IS TOLD === #

    @api.model
    def _notify(self, order):
        """Put what an order has to tell into Odoo's outbox, and note it."""
        for kind, transaction in self._get_pending(order):
            values = {
                "order_id": order.id,
                "kind": kind,
                "transaction_id": transaction.id,
                "round": self._get_round(order, kind),
            }
            post = partial(self._post, kind=kind)
            self.env["ecommerce.notification"]._post(order, post, [values])

    @api.model
    def _post(self, order, kind):
        """Post a mail to the customer, as Odoo does.

        Its language is the website's if the customer's isn't known.
        """
        website = order.website_id
        lang = order.partner_id.lang or website.default_lang_id.code
        order = order.with_context(lang=lang)
        if kind == "confirmation":
            order._send_order_confirmation_mail()
        elif kind == "cancellation":
            order._send_order_notification_mail(self._get_template(order, kind))
        else:
            order._send_payment_succeeded_for_order_mail()

    @api.model
    def _compose(self, order, kind):
        """Return the action by which people write a mail of a kind once more."""
        template = self._get_template(order, kind)
        return self.env["ecommerce.notification"]._compose(order, template, MAIL_LAYOUT)

    @api.model
    def _get_template(self, order, kind):
        if kind == "confirmation":
            return order._get_confirmation_template()
        if kind == "cancellation":
            return self.env.ref("ecommerce_order_flow.mail_template_cancellation")
        return self.env.ref("sale.mail_template_sale_payment_executed")
