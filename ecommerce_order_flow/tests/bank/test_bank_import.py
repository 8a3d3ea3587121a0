from collections import Counter
from datetime import timedelta
from decimal import Decimal

from freezegun import freeze_time

from odoo import fields
from odoo.tests import tagged

from .bank_import_common import DATA, BankImportCommon

FILES = sorted(
    path.name
    for path in DATA.iterdir()
    if path.suffix in (".csv", ".sta", ".xml", ".zip")
)


@tagged("post_install", "-at_install")
class TestBankImport(BankImportCommon):
    def test_booked_lines_of_each_file_come_to_the_cent_and_once(self):
        for name in FILES:
            with self.subTest(name):
                currency = self._read_expected(name)[0]["currency"]
                journal = self._create_journal(currency)

                self._import(name, journal=journal)
                again = self._import(name, journal=journal)

                self.assertEqual(self._count(journal), self._expect(name, journal))
                self.assertFalse({"new", "perhaps"} & set(self._get_results(again)))

    def _count(self, journal):
        return Counter(
            (line.date.isoformat(), f"{line.amount:.2f}")
            for line in self._find_lines(journal)
        )

    def _expect(self, name, journal):
        """Return the booked lines of a file, with the fees of payment services."""
        expected = Counter()
        for line in self._read_expected(name):
            if not line["booked"] or line["currency"] != journal.currency_id.name:
                continue
            for amount in (line["amount"], line.get("fee")):
                if amount and Decimal(amount):
                    expected[line["date"], f"{Decimal(amount):.2f}"] += 1
        return expected

    def test_journal_is_found_by_the_account(self):
        for name, journal in (
            ("camt053_v02_de.xml", self.euro_journal),
            ("mt940_sparkasse.sta", self.euro_journal),
            ("mt940_ch.sta", self.franc_journal),
            ("dkb_2023.csv", self.euro_journal),
            ("sparkasse_csv_mt940.csv", self.euro_journal),
            ("camt054_v08_ch.xml", self.franc_journal),  # by the number of QR bills
        ):
            with self.subTest(name):
                self.assertEqual(self._preview(name).statement_ids.journal_id, journal)

    def test_journal_is_asked_for_where_nobody_knows(self):
        wizard = self._preview("n26.csv")

        self.assertFalse(wizard.statement_ids.journal_id)
        self.assertIn("Choose the journal", wizard.statement_ids.problem)

    def test_journal_of_a_payment_service_is_found_by_its_name(self):
        journal = self._create_journal("EUR", name="PayPal")

        euros, dollars = self._preview("paypal_de.csv").statement_ids

        self.assertEqual(euros.journal_id, journal)
        self.assertIn("USD", dollars.problem)

    def test_names_are_compared_word_by_word(self):
        self._create_journal("EUR", name="Holding Account")
        content = self._read("ing_diba.csv").replace(b"IBAN;", b"Konto;")
        content = content.replace(b"DE68 9000 0001 0012 3456 78", b"1")

        self.assertFalse(self._preview(("ing.csv", content)).statement_ids.journal_id)

    def test_part_of_an_account_number_must_tell_one_account(self):
        self._create_journal("EUR", "DE31900000020012345678")

        wizard = self._preview("sparkasse_csv_mt940.csv")

        self.assertFalse(wizard.statement_ids.journal_id)

    def test_choosing_another_journal_is_previewed_before_anything_is_booked(self):
        wizard = self._preview("camt053_v02_de.xml")
        wizard.statement_ids.journal_id = self._create_journal("EUR")

        wizard.action_import()

        self.assertEqual(wizard.state, "preview")
        self.assertFalse(self._find_lines(wizard.statement_ids.journal_id))

    def test_preview_says_what_would_come(self):
        wizard = self._preview("camt052_v08_pending.xml")
        statement = wizard.statement_ids

        self.assertEqual((statement.new_count, statement.pending_count), (1, 3))
        self.assertFalse(self._find_lines(self.euro_journal))
        self.assertIn("Nothing is imported yet", wizard.summary)

    def test_several_files_come_at_once(self):
        self._import("camt053_v02_de.xml", "mt940_ch.sta")

        self.assertEqual(len(self._find_lines(self.euro_journal)), 6)
        self.assertEqual(len(self._find_lines(self.franc_journal)), 5)

    def test_many_statements_are_read_in_few_queries(self):
        self.assertLessEqual(self._count_queries(22) - self._count_queries(2), 40)

    def _count_queries(self, count):
        """Return how many queries a preview of a number of statements takes."""
        content = self._read("camt053_v02_de.xml")
        begin, end = content.index(b"<Stmt>"), content.index(b"</BkToCstmrStmt>")
        statements = content[begin:end] * count
        wizard = self._choose(
            ("many.xml", content[:begin] + statements + content[end:])
        )
        before = self.env.cr.sql_log_count
        wizard.action_preview()
        self.env.flush_all()
        return self.env.cr.sql_log_count - before

    def test_last_import_is_noted_even_if_nothing_is_new(self):
        self.assertFalse(self.euro_journal.bank_imported_at)

        self._import("camt053_v02_de.xml")

        self.assertTrue(self.euro_journal.bank_imported_at)
        self.assertEqual(str(self.euro_journal.bank_known_on), "2026-11-05")

    def test_uploads_are_forgotten_after_a_day(self):
        wizard = self._preview("camt053_v02_de.xml")
        uploads = wizard.attachment_ids.sudo()
        uploads.res_model = wizard._name
        Wizard = self.world[wizard._name]

        Wizard._gc_uploads()
        self.assertTrue(uploads.exists())

        with freeze_time(fields.Datetime.now() + timedelta(days=2)):
            Wizard._gc_uploads()
        self.assertFalse(uploads.exists())
