import base64

from odoo import api, models
from odoo.tools.image import image_data_uri

from .epc_qr import build_epc_payload

PIXELS = 240


class EcommercePaymentQr(models.AbstractModel):
    """QR code that fills in a transfer in a banking app."""

    _name = "ecommerce.payment.qr"
    _description = "Payment QR Codes"

    @api.model
    def _get_payload(self, tx, account, amount):
        """Return the content of the QR code; empty if SEPA can't be used.

        :param account: The bank account of the shop, if known.
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
        """Return the account holder's name for transfers."""
        return account.acc_holder_name or account.partner_id.name

    @api.model
    def _is_sepa(self, iban):
        # In sudo mode because all paying customers see the code.
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
            barLevel="M",  # as required by the standard
        )

    @api.model
    def _get_uri(self, payload):
        """Return the image as a data URI, so that no URL contains bank details."""
        return image_data_uri(base64.b64encode(self._render(payload)))
