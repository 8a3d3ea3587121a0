from odoo import SUPERUSER_ID
from odoo.fields import Command

from .refund_common import RefundCommon

OWN_IBAN = "NL41MOCK0000000001"
OWN_BIC = "MOCKNL2A"
CUSTOMERS_IBAN = "DE89370400440532013000"


class SepaCommon(RefundCommon):
    """A shop with an account in euros, whose customers paid by wire transfer."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.euro = cls.env.ref("base.EUR")
        cls.euro.active = True
        cls.euro_pricelist = cls.env["product.pricelist"].create(
            {"name": "Euro", "currency_id": cls.euro.id}
        )
        cls.euro_journal = cls._create_euro_journal(cls.env.company)

    @classmethod
    def _create_euro_journal(cls, company, iban=OWN_IBAN):
        journal = cls.env["account.journal"].create(
            {
                "name": "Euro Account",
                "code": "EUR1",
                "type": "bank",
                "currency_id": cls.euro.id,
                "company_id": company.id,
                # Before the bank's other accounts.
                "sequence": 0,
            }
        )
        journal.bank_account_id = cls.env["res.partner.bank"].create(
            {
                "acc_number": iban,
                "partner_id": company.partner_id.id,
                "bank_id": cls.env["res.bank"]
                .create({"name": "Mock Bank", "bic": OWN_BIC})
                .id,
            }
        )
        return journal

    @classmethod
    def _create_account(cls, partner, number=CUSTOMERS_IBAN, is_trusted=True, **values):
        """Return an account of a customer; somebody checked it."""
        account = cls.env["res.partner.bank"].create(
            {"acc_number": number, "partner_id": partner.id, **values}
        )
        # Only who may validate bank accounts trusts one.
        account.with_user(SUPERUSER_ID).allow_out_payment = is_trusted
        return account

    @classmethod
    def _create_customer(cls, name, iban=None):
        partner = cls.env["res.partner"].create(
            {"name": name, "email": "customer@example.com"}
        )
        if iban:
            cls._create_account(partner, iban)
        return partner

    def _refund_by_hand(self, partner=None, quantity=1.0, **values):
        """Return the payment of a refund that is to be transferred."""
        order = self._create_order_paid_by_wire(
            partner_id=(
                partner or self._create_customer("Jörg Weiß", CUSTOMERS_IBAN)
            ).id,
            pricelist_id=self.euro_pricelist.id,
            **values,
        )
        return self._request(order, quantity=quantity).payment_ids

    def _create_files(self, payments, **values):
        """Have staff make the files of refunds."""
        wizard = self.env["ecommerce.refund.file.creation"].create(
            {"payment_ids": [Command.set(payments.ids)], **values}
        )
        action = wizard.action_create()
        domain = action.get("domain") or [("id", "=", action["res_id"])]
        return self.env["ecommerce.refund.file"].search(domain)
