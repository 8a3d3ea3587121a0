import base64

from odoo import api, models
from odoo.tools.image import image_data_uri

from .epc_qr import build_epc_payload

PIXELS = 240


class EcommercePaymentQr(models.AbstractModel):
    """Draws the code by which a bank's app fills in a transfer."""

    _name = "ecommerce.payment.qr"
    _description = "Payment QR Codes"

    @api.model
    def _get_payload(self, tx, account, amount):
        """Return what the code says; nothing if the amount can't be paid by SEPA.

        :param account: To which the customer pays, if it is known.
        :param float amount: In the transaction's currency.
        """
        number = account and account.sanitized_acc_number
        if not number or tx.currency_id.name != "EUR" or not self._is_sepa(number):
            return ""
        return build_epc_payload(
            self._get_holder(account),
            number,
            amount,
            tx._get_communication(),
            account.bank_bic,
        )

    @api.model
    def _get_holder(self, account):
        """Return the name that a transfer to the account has to bear."""
        return account.acc_holder_name or account.partner_id.name

    @api.model
    def _is_sepa(self, iban):
        # In sudo mode because everybody who may pay sees the code.
        countries = self.env.ref("base.sepa_zone").sudo().country_ids
        return iban[:2] in countries.mapped("code")

    @api.model
    def _render(self, payload):
        """Return the code as a PNG image."""
        return self.env["ir.actions.report"].barcode(
            "QR",
            payload,
            width=PIXELS,
            height=PIXELS,
            barLevel="M",  # as the standard wants it
        )

    @api.model
    def _get_uri(self, payload):
        """Return the image as a part of a page, so that no address has bank data."""
        return image_data_uri(base64.b64encode(self._render(payload)))
