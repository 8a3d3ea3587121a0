from odoo import fields

from ..common import OrderFlowCommon


class AwaitingCommon(OrderFlowCommon):
    """Two lanterns that a customer pays by wire transfer within a week."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.provider_of_transfers = cls._get_custom_provider("wire_transfer")
        cls.provider_of_transfers.waiting_policy = "reserve"
        cls.bank_journal = cls.company_data["default_journal_bank"]

    @classmethod
    def _create_awaited_order(cls, policy="reserve", **values):
        """Return an order whose customer chose to pay by wire transfer."""
        cls.provider_of_transfers.waiting_policy = policy
        order = cls._create_order(**values)
        cls._choose_offline_payment(order, "wire_transfer")
        return order

    @classmethod
    def _book(cls, order, amount=None, day=None):
        """Register money that came to the bank account."""
        return cls.env["ecommerce.offline.payment"]._book(
            cls._arrange(order),
            amount or order.amount_total,
            day or fields.Date.context_today(order),
            cls.bank_journal,
        )
