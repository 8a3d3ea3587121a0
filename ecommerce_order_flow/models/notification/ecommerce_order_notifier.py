from functools import partial

from odoo import api, models

from .const import (
    ACCEPTANCES,
    CANCELLATIONS,
    MAIL_LAYOUT,
    RECEIPTS,
    TRANSACTION,
    VERDICTS,
)
from .ecommerce_notification_mixin import LAYOUT
from .mail_template import ASKS_FOR_PAYMENT, CONCLUDES, WITHOUT_DOCUMENTS

# Kinds with an email of ours in place of one of Odoo, or without one.
OWN_KINDS = (*RECEIPTS, "payment_received", "payment_reminder", "payment_expired")
# Email kinds by state of the payment, while the order isn't confirmed.
PAYMENT_MAIL_KINDS = {
    "pending": "payment_pending",
    "authorized": "payment_pending",
    "done": "payment_received",
}


class EcommerceOrderNotifier(models.AbstractModel):
    """Notification of customers about their orders, each kind once."""

    _name = "ecommerce.order.notifier"
    _description = "Order Notifications"

    # === WHAT IS TO TELL === #

    @api.model
    def _get_pending(self, order):
        """Return the pending notifications: email kinds and transactions."""
        no_tx = self.env["payment.transaction"]
        if order.state == "sale":
            pending = [("confirmation", no_tx)]
        elif order.state == "cancel" and order.is_cancellation_notified:
            pending = [(self._get_cancellation_kind(order), no_tx)]
        elif order.state in ("draft", "sent"):
            pending = self._get_pending_of_payments(order)
        else:
            pending = []
        return [
            (kind, tx) for kind, tx in pending if not self._is_notified(order, kind, tx)
        ]

    @api.model
    def _get_cancellation_kind(self, order):
        is_expired = order.cancelled_by == "deadline"
        return "payment_expired" if is_expired else "cancellation"

    @api.model
    def _get_pending_of_payments(self, order):
        """Return the pending notifications of an order that isn't confirmed."""
        receipt = self.env["ecommerce.order.receipt"]
        payments = self._get_payments_worth_a_mail(order)
        return receipt._get_pending(order, payments) + [
            (PAYMENT_MAIL_KINDS[tx.state], tx)
            for tx in payments
            if not receipt._covers(order, tx)
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
        """Return the confirmation and cancellation emails, oldest first."""
        return order.flow_notification_ids.filtered(
            lambda mail: mail.kind in VERDICTS
        ).sorted("id")

    @api.model
    def _get_round(self, order, kind):
        """Return the number of earlier cancellation emails."""
        told = self._get_verdicts(order).filtered(
            lambda mail: mail.kind in CANCELLATIONS
        )
        return len(told) if kind in VERDICTS else 0

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
        """Queue the order's pending emails, and record the notifications."""
        no_tx = self.env["payment.transaction"]
        reminder = self.env["ecommerce.payment.reminder"]
        for number in reminder._get_due_rounds(order):
            self._note(order, "payment_reminder", no_tx, number)
        for kind, transaction in self._get_pending(order):
            self._note(order, kind, transaction, self._get_round(order, kind))

    @api.model
    def _note(self, order, kind, transaction, number):
        values = {
            "order_id": order.id,
            "kind": kind,
            "transaction_id": transaction.id,
            "round": number,
        }
        post = partial(self._post, kind=kind, transaction=transaction)
        self.env["ecommerce.notification"]._post(order, post, [values])

    @api.model
    def _post(self, order, kind, transaction):
        """Post an email to the customer, as Odoo does.

        It is in the website's language if the customer's is unknown.
        """
        website = order.website_id
        lang = order.partner_id.lang or website.default_lang_id.code
        context = {
            LAYOUT: MAIL_LAYOUT,
            TRANSACTION: transaction.id,
            WITHOUT_DOCUMENTS: not website._attaches_order(order),
            **self._get_context(kind),
        }
        order = order.with_context(lang=lang, **context)
        if kind == "confirmation":
            order._send_order_confirmation_mail()
        elif kind == "cancellation":
            order._send_order_notification_mail(self._get_template(order, kind))
        elif kind in OWN_KINDS:
            order.message_post_with_source(
                self._get_template(order, kind),
                email_layout_xmlid=MAIL_LAYOUT,
                subtype_xmlid="mail.mt_note",  # Internal followers aren't notified.
            )
        else:
            order._send_payment_succeeded_for_order_mail()

    @api.model
    def _compose(self, order, kind):
        """Return the action that opens the composer for a kind of email."""
        template = self._get_template(order, kind)
        action = self.env["ecommerce.notification"]._compose(
            order, template, MAIL_LAYOUT
        )
        action["context"].update(self._get_context(kind))
        return action

    @api.model
    def _get_context(self, kind):
        """Return what is added to an email besides the text of its template."""
        return {
            ASKS_FOR_PAYMENT: kind == "confirmation",
            CONCLUDES: kind in ACCEPTANCES,
        }

    @api.model
    def _get_template(self, order, kind):
        if kind == "confirmation":
            return order._get_confirmation_template()
        if kind == "cancellation" or kind in OWN_KINDS:
            return self.env.ref(f"ecommerce_order_flow.mail_template_{kind}")
        return self.env.ref("sale.mail_template_sale_payment_executed")
