from .awaiting_common import AwaitingCommon

IBAN = "DE89370400440532013000"


class InstructionsCommon(AwaitingCommon):
    """A shop in euros whose bank account is known."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.euro = cls.env.ref("base.EUR")
        cls.euro.active = True
        cls.euros = cls._create_pricelist(cls.euro)
        cls.account = cls._create_account(IBAN, cls.bank_journal)
        cls.provider_of_transfers.journal_id = cls.bank_journal

    @classmethod
    def _create_pricelist(cls, currency):
        return cls.env["product.pricelist"].create(
            {"name": currency.name, "currency_id": currency.id}
        )

    @classmethod
    def _create_account(cls, number, journal):
        """Return the bank account of a journal."""
        account = cls.env["res.partner.bank"].create(
            {
                "acc_number": number,
                "partner_id": journal.company_id.partner_id.id,
                "acc_holder_name": "Lampen Müller GmbH",
                "bank_id": cls.env["res.bank"]
                .create({"name": "Commerzbank", "bic": "COBADEFFXXX"})
                .id,
            }
        )
        journal.bank_account_id = account
        return account

    @classmethod
    def _create_awaited_order(cls, policy="reserve", **values):
        """Override for an order in euros."""
        values.setdefault("pricelist_id", cls.euros.id)
        return super()._create_awaited_order(policy, **values)

    @classmethod
    def _get_instructions(cls, order, lang="en_US"):
        order = order.with_context(lang=lang)
        return order.env["ecommerce.payment.instructions"]._get(order)

    @classmethod
    def _get_details(cls, order, lang="en_US"):
        return dict(cls._get_instructions(order, lang).details)
