import json
from datetime import date
from pathlib import Path

from odoo.fields import Command

from ..awaiting.awaiting_common import AwaitingCommon

DATA = Path(__file__).parent / "data"
TODAY = date(2026, 11, 5)


def read_json(name):
    return json.loads((DATA / name).read_text())


class BankCommon(AwaitingCommon):
    """Orders that wait for a wire transfer, and a bank account on which money comes.

    An accountant decides about it.
    """

    staff_groups = "account.group_account_invoice"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.world["website"].search([]).automations_since = "2026-01-01"

    @classmethod
    def _create_named_order(cls, name="S00123", amount=89.9, **values):
        """Return an order whose customer is to pay an amount by wire transfer."""
        return cls._create_awaited_order(
            name=name,
            date_order="2026-11-01 12:00:00",
            order_line=[
                Command.create(
                    {
                        "product_id": cls.service.id,
                        "price_unit": amount,
                        "tax_ids": False,
                    }
                )
            ],
            **values,
        )

    @classmethod
    def _prepare_line(cls, text="S00123", amount=89.9, **values):
        return {
            "journal_id": cls.bank_journal.id,
            "payment_ref": text,
            "amount": amount,
            "date": TODAY,
            **values,
        }

    @classmethod
    def _create_line(cls, text="S00123", amount=89.9, **values):
        """Let the bank book something, with what its importer knows besides."""
        vals = cls._prepare_line(text, amount, **values)
        return cls.env["account.bank.statement.line"].create(vals)

    def _match(self):
        """Let the automations do what is due with the bank's lines and payments."""
        for code in (
            "seek_money",
            "match_bank_line",
            "match_customer_payment",
            "book_bank_money",
        ):
            self._run_automation(code)
        self.env.invalidate_all()

    def _find_match(self, line):
        return self._hand_over(line.payment_match_ids)

    def _match_line(self, *args, **values):
        """Return the row of a line that the bank books, after the automations."""
        line = self._create_line(*args, **values)
        self._match()
        return self._find_match(line)
