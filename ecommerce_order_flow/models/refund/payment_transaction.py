from odoo import api, fields, models

from ..engine.guard import write_guarded
from .payment_provider import IDEMPOTENCY_KEY


class PaymentTransaction(models.Model):
    _inherit = "payment.transaction"

    refund_number = fields.Integer(
        copy=False,
        readonly=True,
        help="Number of refunds of the payment. It is increased with each one, so "
        "that two orders of one payment do not refund the same amount.",
    )
    is_disputed = fields.Boolean(
        string="Disputed",
        readonly=True,
        copy=False,
        help="The customer or their bank demands the money back (chargeback): if it is "
        "refunded, too, the customer gets it twice.",
    )

    # === ACTION METHODS === #

    def action_note_dispute(self):
        """Mark the payments as disputed (chargeback), which blocks refunds."""
        write_guarded(self, {"is_disputed": True})

    def action_end_dispute(self):
        """Mark the disputes as won, so that the payments can be refunded."""
        write_guarded(self, {"is_disputed": False})

    def _describe_dispute(self):
        """Return why a disputed payment isn't refunded."""
        self.ensure_one()
        return self.env._(
            "the payment %(reference)s is disputed (chargeback), and the customer "
            "would get the money twice",
            reference=self.reference,
        )

    # === BUSINESS METHODS - PROCESSING === #

    @api.model
    def _search_by_reference(self, provider_code, payment_data):
        """Override of `payment` to find the refund requested from Adyen.

        Odoo knows it by the id of the response, and creates another transaction if the
        notification comes first, or the response was lost.
        """
        tx = self
        if provider_code == "adyen" and payment_data.get("eventCode") == "REFUND":
            tx = self._find_without_answer(payment_data.get("merchantReference"))
        return tx or super()._search_by_reference(provider_code, payment_data)

    def _process(self, provider_code, payment_data):
        """Override of `payment` to process the refund requested from Stripe.

        Odoo has just created another transaction if the notification comes before the
        response.
        """
        tx = self
        is_refund = provider_code == "stripe" and self.operation == "refund"
        if is_refund and not self.provider_reference:
            metadata = (payment_data.get("refund") or {}).get("metadata") or {}
            tx = self._find_without_answer(metadata.get("reference")) - self or self
        result = super(PaymentTransaction, tx)._process(provider_code, payment_data)
        (self - tx).unlink()
        return result

    @api.model
    def _find_without_answer(self, reference):
        """Return a requested refund without the provider's id."""
        if not reference:
            return self.browse()
        # In sudo mode because whoever the answer is for may not read refunds.
        return (
            self.env["ecommerce.refund.payment"]
            .sudo()
            .search(
                [
                    ("transaction_id.reference", "=", reference),
                    ("transaction_id.provider_reference", "=", False),
                    ("step", "in", ("sending", "unknown")),
                ],
                limit=1,
            )
            .transaction_id
        )

    def _validate_amount(self, payment_data):
        """Override of `payment` to not treat a different amount as a refusal.

        :raise ValueError: If a refund was requested: its result is unknown then.
        """
        state = self.state
        result = super()._validate_amount(payment_data)
        if self.env.context.get(IDEMPOTENCY_KEY) and state != self.state == "error":
            raise ValueError(self.state_message)
        return result

    # === BUSINESS METHODS - POST-PROCESSING === #

    def _post_process(self):
        """Override of `payment` to reconcile refunds with their credit notes.

        Odoo only reconciles a credit note for which the refund was made. The order's
        issue, and the activity about it, end at once.
        """
        result = super()._post_process()
        refunds = self.filtered(
            lambda tx: tx.operation == "refund" and tx.state == "done"
        )
        # In sudo mode because whoever pays may not read refunds.
        payments = (
            self.env["ecommerce.refund.payment"]
            .sudo()
            .search([("transaction_id", "in", refunds.ids)])
        )
        self.env["ecommerce.payment.matching"]._match(payments.order_id)
        if payments:
            self.env["ecommerce.automation"]._trigger("check_payment")
        return result

    def _update_state(self, allowed_states, target_state, state_message):
        """Override of `payment` to reverse the booking of refunds that failed later.

        Providers report it weeks later if the customer's card or account was closed.
        """
        done = self.filtered(lambda tx: tx.operation == "refund" and tx.state == "done")
        updated = super()._update_state(allowed_states, target_state, state_message)
        if target_state in ("cancel", "error"):
            for tx in done & updated:
                self.env["ecommerce.refund.reversal"]._take_back(tx)
        return updated
