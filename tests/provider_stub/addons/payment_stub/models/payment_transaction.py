from urllib.parse import quote

from odoo import models


class PaymentTransaction(models.Model):
    _inherit = "payment.transaction"

    def _send_refund_request(self):
        """Override of `payment` to send a refund request to the stub."""
        if self.provider_code != "stub":
            return super()._send_refund_request()
        refund = self._send_api_request(
            "POST",
            f"payments/{quote(self.source_transaction_id.provider_reference)}/refunds",
            json={
                "amount": round(-self.amount * 100),
                "currency": self.currency_id.name,
                "reference": self.reference,
            },
        )
        return self._process("stub", refund)

    def _extract_amount_data(self, payment_data):
        """Override of `payment` to extract the amount and currency."""
        if self.provider_code != "stub":
            return super()._extract_amount_data(payment_data)
        return {
            "amount": payment_data["amount"] / 100,
            "currency_code": payment_data["currency"],
        }

    def _apply_updates(self, payment_data):
        """Override of `payment` to update the transaction."""
        if self.provider_code != "stub":
            return super()._apply_updates(payment_data)
        self.provider_reference = payment_data["id"]
        if payment_data["status"] == "pending":
            self._set_pending()
        else:
            self._set_done()
        return None
