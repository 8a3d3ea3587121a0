import base64
import json
from pathlib import Path
from unittest.mock import patch

from odoo import Command

from ..common import OrderFlowCommon

DATA = Path(__file__).parent / "data"
EURO_ACCOUNT = "DE68900000010012345678"
FRANC_ACCOUNT = "CH8399999000123456789"
DUTCH_ACCOUNT = "NL51ZZZZ0123456789"


class BankImportCommon(OrderFlowCommon):
    """An invoicing user, and journals of the accounts of the bank's files."""

    staff_groups = "account.group_account_invoice"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for name in ("EUR", "CHF", "USD"):
            cls.env.ref(f"base.{name}").active = True
        cls.euro_journal = cls._create_journal("EUR", EURO_ACCOUNT)
        cls.franc_journal = cls._create_journal("CHF", FRANC_ACCOUNT)
        cls._create_journal("EUR", DUTCH_ACCOUNT)

    @classmethod
    def _create_journal(cls, currency, account="", **values):
        company = values.get("company_id") or cls.env.company.id
        count = cls.env["account.journal"].search_count([])
        journal = cls.env["account.journal"].create(
            {
                "name": f"Bank {currency} {count}",
                "code": f"B{count}",
                "type": "bank",
                "currency_id": cls.env.ref(f"base.{currency}").id,
                "company_id": company,
                **values,
            }
        )
        if account:
            journal.bank_account_id = cls.env["res.partner.bank"].create(
                {
                    "acc_number": account,
                    "partner_id": journal.company_id.partner_id.id,
                    "company_id": company,
                    "currency_id": journal.currency_id.id,
                }
            )
        return journal

    # === FILES === #

    @classmethod
    def _read(cls, name):
        return (DATA / name).read_bytes()

    @classmethod
    def _read_expected(cls, name):
        return json.loads((DATA / f"{name}.expected.json").read_text())

    def _choose(self, *files):
        """Return the wizard with files, of which some names are of the cases."""
        attachments = self.env["ir.attachment"].create(
            [
                {"name": name, "datas": base64.b64encode(content)}
                for name, content in map(self._open, files)
            ]
        )
        return self.env["ecommerce.bank.import"].create(
            {"attachment_ids": [Command.set(attachments.ids)]}
        )

    def _open(self, file):
        return (file, self._read(file)) if isinstance(file, str) else file

    def _preview(self, *files, journal=None):
        """Return the preview of files, of which a journal may be chosen for each."""
        wizard = self._choose(*files)
        wizard.action_preview()
        if journal:
            statements = wizard.statement_ids
            statements.filtered(
                lambda it: it.currency_name in (False, "", journal.currency_id.name)
            ).journal_id = journal
            wizard.action_preview()
        return wizard

    def _import(self, *files, journal=None):
        wizard = self._preview(*files, journal=journal)
        wizard.action_import()
        return wizard

    def _find_lines(self, journal):
        return self.world["account.bank.statement.line"].search(
            [("journal_id", "=", journal.id)], order="internal_index"
        )

    def _get_results(self, wizard):
        return wizard.line_ids.mapped("result")

    @classmethod
    def _write_table(
        cls, *rows, title="Buchung;Auftraggeber/Empfänger;Verwendungszweck;Betrag"
    ):
        return "mine.csv", "\n".join([title, *rows]).encode()

    @classmethod
    def _lock_until(cls, day):
        """Lock a period although there are bank lines that nobody reconciled."""
        company = cls.env.company
        with patch.object(type(company), "_validate_locks"):
            company.fiscalyear_lock_date = day
