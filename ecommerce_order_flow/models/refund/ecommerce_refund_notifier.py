from odoo import api, models

from ..notification.const import MAIL_LAYOUT

TEMPLATES = {
    "refund": "ecommerce_order_flow.mail_template_refund",
    "refund_account": "ecommerce_order_flow.mail_template_refund_account",
}


class EcommerceRefundNotifier(models.AbstractModel):
    """Notification of customers about refunds: amount, way and time."""

    _name = "ecommerce.refund.notifier"
    _description = "Refund Notifications"

    @api.model
    def _notify(self, refund):
        """Queue the email about a refund, and record the notification."""
        self._post(refund, "refund", self._get_round(refund))
        refund.is_notified = True

    @api.model
    def _ask_account(self, refund):
        """Queue the email that asks for the customer's account."""
        asked = refund.order_id.refund_ids.flow_notification_ids.filtered(
            lambda it: it.kind == "refund_account"
        )
        self._post(refund, "refund_account", len(asked))
        self.env["ecommerce.automation"]._trigger_mail_queue()

    @api.model
    def _post(self, refund, kind, number):
        """Queue an email, and record the notification.

        :param int number: The number of earlier emails of the kind for the order.
        """
        website = refund.website_id
        lang = refund.partner_id.lang or website.default_lang_id.code
        self.env["ecommerce.notification"]._post(
            refund.with_context(lang=lang),
            lambda record: record.message_post_with_source(
                self.env.ref(TEMPLATES[kind]),
                email_layout_xmlid=MAIL_LAYOUT,
                subtype_xmlid="mail.mt_note",  # Internal followers aren't notified.
            ),
            [
                {
                    "order_id": refund.order_id.id,
                    "refund_id": refund.id,
                    "kind": kind,
                    "round": number,
                }
            ],
        )

    @api.model
    def _get_round(self, refund):
        """Return the number of earlier refunds of the order."""
        return len(refund.order_id.refund_ids.filtered(lambda it: it.id < refund.id))

    @api.model
    def _compose(self, refund, kind="refund"):
        """Return the action that opens the composer for the email."""
        return self.env["ecommerce.notification"]._compose(
            refund, self.env.ref(TEMPLATES[kind]), MAIL_LAYOUT
        )

    # === WHAT THE PAGE SAYS === #

    @api.model
    def _get_refunds(self, order):
        """Return a sentence for each refund shown on the page of an order."""
        # In sudo mode because customers see the refunds of their own orders.
        refunds = order.sudo().refund_ids.filtered(
            lambda refund: (
                refund.is_booked
                and self._get_total(refund) > 0
                and refund.state != "discarded"
            )
        )
        return [self._describe_state(refund) for refund in refunds.sorted("id")]

    @api.model
    def _describe_state(self, refund):
        """Return the state for customers, without the failures."""
        amount = self._get_formatted_total(refund)
        if refund.state == "done":
            return self.env._("We refunded %(amount)s.", amount=amount)
        if refund.state == "pending":
            return self.env._("%(amount)s are on their way to you.", amount=amount)
        return self.env._("We will refund %(amount)s.", amount=amount)

    # === WHAT THE MAILS SAY === #

    @api.model
    def _get_total(self, refund):
        """Return what the customer gets, including what gift cards get back."""
        return refund.amount + refund.gift_card_amount

    @api.model
    def _get_formatted_total(self, refund):
        return refund.order_id._format_money(self._get_total(refund))

    @api.model
    def _get_asked_amount(self, refund):
        """Return the amount to be transferred to the requested account."""
        asked = self.env["ecommerce.refund.account"]._get_asked(refund)
        return refund.order_id._format_money(sum(asked.mapped("amount")))

    @api.model
    def _get_account_url(self, refund):
        """Return the URL of the page on which the customer enters the account."""
        return self.env["ecommerce.refund.account"]._get_url(refund)

    @api.model
    def _get_ways(self, refund):
        """Return a sentence for each payment of the refund."""
        # In sudo mode because the user may not read payments.
        ways = [self._describe(payment) for payment in refund.sudo().payment_ids]
        return [*ways, *self._describe_gift_cards(refund)]

    @api.model
    def _describe_gift_cards(self, refund):
        if not refund.gift_card_amount:
            return []
        return [
            self.env._(
                "We have returned %(amount)s to the gift card with which you paid.",
                amount=refund.order_id._format_money(refund.gift_card_amount),
            )
        ]

    @api.model
    def _describe(self, payment):
        amount = payment.order_id._format_money(payment.amount)
        if payment.source_transaction_id and not payment.is_by_hand:
            return self.env._(
                "We are refunding %(amount)s by %(provider)s, the way you paid.",
                amount=amount,
                provider=payment.provider_id.name,
            )
        if payment.account_id:
            return self.env._(
                "We have transferred %(amount)s to your account ending in %(digits)s.",
                amount=amount,
                digits=payment.account_id.sanitized_acc_number[-4:],
            )
        return self.env._("We have paid %(amount)s back to you.", amount=amount)

    @api.model
    def _is_by_provider(self, refund):
        """Return whether a payment provider gives something back: that takes days."""
        # In sudo mode because whoever writes to the customer may not read payments.
        return any(not payment.is_by_hand for payment in refund.sudo().payment_ids)
