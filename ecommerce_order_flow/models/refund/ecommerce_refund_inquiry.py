from datetime import datetime, timezone

from odoo import api, models
from odoo.exceptions import ValidationError

from odoo.addons.payment import utils as payment_utils

from .rules.told_refunds import Asked, ToldRefund, Unclear, find_ours

# Maximum number of refunds in a provider's response.
MOST_STRIPE, MOST_MOLLIE = 100, 250
# Transaction states by the providers' refund statuses.
STRIPE_STATES = {
    "succeeded": "done",
    "pending": "pending",
    "requires_action": "pending",
    "failed": "error",
    "canceled": "cancel",
}
MOLLIE_STATES = {
    "queued": "pending",
    "pending": "pending",
    "processing": "pending",
    "refunded": "done",
    "failed": "error",
    "canceled": "cancel",
}
PAYPAL_STATES = {
    "COMPLETED": "done",
    "PENDING": "pending",
    "FAILED": "error",
    "CANCELLED": "cancel",
}
ORDER_PATH = "/v2/checkout/orders/"


class EcommerceRefundInquiry(models.AbstractModel):
    """Query of a payment's refunds at its provider, to find ours among them.

    For a provider of another module: implement `_list_<code>`, and set `tells_refunds`
    in its profile.
    """

    _name = "ecommerce.refund.inquiry"
    _description = "Inquiry about Refunds"

    @api.model
    def _find(self, payment):
        """Return the provider's refund for a request whose response was lost.

        :param payment: The `ecommerce.refund.payment`.
        :return: A `ToldRefund`; None if the provider made no refund.
        :raise Unclear: If a refund can't be attributed.
        :raise ValidationError: If the provider doesn't respond.
        """
        source = payment.source_transaction_id
        told = getattr(self, f"_list_{source.provider_code}")(source)
        asked = Asked(
            payment.transaction_id.reference,
            payment.amount,
            payment.currency_id.name,
            payment.currency_id.rounding,
            payment.sent_at,
            has_twins=bool(self._find_others_without_answer(payment)),
        )
        return find_ours(asked, self._leave_out_known(payment, told))

    @api.model
    def _leave_out_known(self, payment, told):
        """Return the refunds that may be ours.

        Includes those which Odoo recorded later, outside of the outbox.
        """
        txs = payment.source_transaction_id.child_transaction_ids.filtered(
            lambda tx: tx.operation == "refund" and tx != payment.transaction_id
        )
        others = (
            self.env["ecommerce.refund.payment"]
            .search([("transaction_id", "in", txs.ids)])
            .transaction_id
        )
        older = txs.filtered(lambda tx: tx.create_date < payment.sent_at)
        known_ids = (others | older).mapped("provider_reference")
        known_references = others.mapped("reference")
        return [
            it
            for it in told
            if it.id not in known_ids and it.reference not in known_references
        ]

    @api.model
    def _find_others_without_answer(self, payment):
        others = self.env["ecommerce.refund.payment"].search(
            [
                ("source_transaction_id", "=", payment.source_transaction_id.id),
                ("step", "in", ("sending", "unknown")),
                ("state", "in", ("sending", "unknown")),
            ]
        )
        return others - payment

    # === PROVIDERS === #

    @api.model
    def _list_stripe(self, tx):
        """Return the refunds of a payment intent (docs.stripe.com/api/refunds/list)."""
        answer = tx._send_api_request(
            "GET",
            "refunds",
            params={"payment_intent": tx.provider_reference, "limit": MOST_STRIPE},
        )
        if answer.get("has_more"):
            raise Unclear
        return [
            ToldRefund(
                it["id"],
                payment_utils.to_major_currency_units(it["amount"], tx.currency_id),
                it["currency"],
                self._read_state(STRIPE_STATES, it["status"]),
                (it.get("metadata") or {}).get("reference") or "",
                datetime.fromtimestamp(it["created"], timezone.utc).replace(
                    tzinfo=None
                ),
            )
            for it in answer["data"]
        ]

    @api.model
    def _list_mollie(self, tx):
        """Return the refunds of a payment (docs.mollie.com/reference/list-refunds)."""
        path = f"payments/{tx.provider_reference}/refunds"
        answer = tx._send_api_request("GET", path, params={"limit": MOST_MOLLIE})
        if (answer.get("_links") or {}).get("next"):
            raise Unclear
        return [
            ToldRefund(
                it["id"],
                float(it["amount"]["value"]),
                it["amount"]["currency"],
                self._read_state(MOLLIE_STATES, it["status"]),
                self._read_mollie_reference(it),
                self._read_time(it["createdAt"]),
            )
            for it in answer["_embedded"]["refunds"]
        ]

    @api.model
    def _read_mollie_reference(self, refund):
        metadata = refund.get("metadata")
        return (isinstance(metadata, dict) and metadata.get("reference")) or ""

    @api.model
    def _find_paypal_order(self, tx):
        """Return PayPal's order id: Odoo stores it, or the id of its capture."""
        number = tx.provider_reference
        try:
            capture = tx._send_api_request("GET", f"/v2/payments/captures/{number}")
        except ValidationError:
            return number  # It is the order id, or unreadable anyway.
        return capture["supplementary_data"]["related_ids"]["order_id"]

    @api.model
    def _list_paypal(self, tx):
        """Return the refunds of a payment's order, the only resource listing them."""
        order_id = self._find_paypal_order(tx)
        order = tx._send_api_request("GET", f"{ORDER_PATH}{order_id}")
        return [
            ToldRefund(
                it["id"],
                float(it["amount"]["value"]),
                it["amount"]["currency_code"],
                self._read_state(PAYPAL_STATES, it["status"]),
                it.get("custom_id") or it.get("invoice_id") or "",
                self._read_time(it["create_time"]),
            )
            for unit in order["purchase_units"]
            for it in unit["payments"].get("refunds") or []
        ]

    @api.model
    def _read_state(self, states, status):
        """Return the state of a transaction.

        :raise Unclear: If the status is unknown.
        """
        if status not in states:
            raise Unclear
        return states[status]

    @api.model
    def _read_time(self, text):
        """Return a time in UTC."""
        time = datetime.fromisoformat(text.replace("Z", "+00:00"))
        return time.astimezone(timezone.utc).replace(tzinfo=None)
