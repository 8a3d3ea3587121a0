from odoo.exceptions import UserError
from odoo.tests import tagged

from .bank_import_common import BankImportCommon

TITLES = "Tag;Zweck;Wer;Soll;Haben"
ROWS = ("05.11.2026;S00123;Kim;;89,90", "04.11.2026;Miete;Haus;700,00;")


@tagged("post_install", "-at_install")
class TestBankTable(BankImportCommon):
    def _ask(self, *rows, title=TITLES):
        wizard = self._choose(self._write_table(*(rows or ROWS), title=title))
        wizard.action_preview()
        return wizard

    def _answer(self, wizard, **roles):
        for title, role in roles.items():
            wizard.column_ids.filtered(lambda it: it.name == title).role = role  # noqa: B023
        wizard.currency_id = self.euro_journal.currency_id
        wizard.action_preview()

    def _finish(self, wizard):
        wizard.statement_ids.journal_id = self.euro_journal
        wizard.action_preview()
        wizard.action_import()
        return self._find_lines(self.euro_journal)

    def test_unknown_titles_are_asked_about(self):
        wizard = self._ask()

        self.assertEqual(wizard.state, "columns")
        self.assertEqual(
            wizard.column_ids.mapped("role"),
            ["date", "purpose", False, "debit", "amount"],
        )
        self.assertEqual(wizard.date_format, "points")
        self.assertIn("05.11.2026", wizard.column_ids[0].samples)

    def test_answers_are_what_the_table_holds(self):
        wizard = self._ask()
        self._answer(wizard, Wer="party")
        lines = self._finish(wizard)

        self.assertEqual(
            lines.mapped(
                lambda line: (line.amount, line.payment_ref, line.partner_name)
            ),
            [(-700.0, "Miete", "Haus"), (89.9, "S00123", "Kim")],
        )

    def test_answers_are_remembered(self):
        self._answer(self._ask())

        wizard = self._ask("06.11.2026;S00124;Kim;;24,50")

        self.assertEqual(wizard.state, "preview")

    def test_nothing_comes_twice_of_a_remembered_table(self):
        wizard = self._ask()
        self._answer(wizard)
        self._finish(wizard)

        again = self._preview(
            self._write_table(*ROWS, title=TITLES), journal=self.euro_journal
        )

        self.assertEqual(self._get_results(again), ["known", "known"])

    def test_day_amount_and_purpose_are_needed(self):
        wizard = self._ask()
        self._answer(wizard, Zweck=False)

        self.assertEqual(wizard.state, "columns")
        self.assertIn("at least", wizard.question)

    def test_amounts_written_otherwise_are_asked_about_again(self):
        wizard = self._ask()
        wizard.decimal_sign = "point"
        self._answer(wizard)

        self.assertEqual(wizard.state, "columns")
        self.assertIn("in a different format than you chose", wizard.question)

    def test_remembered_answers_can_be_changed(self):
        self._answer(self._ask())
        wizard = self._ask()
        wizard.action_columns()

        self.assertEqual(wizard.state, "columns")
        self._answer(wizard, Wer="party")

        self.assertIn("Kim", self._finish(wizard).mapped("partner_name"))

    def test_each_company_remembers_its_own(self):
        self._answer(self._ask())
        company = self.setup_other_company()["company"]
        self.staff.sudo().company_ids += company
        self.env = self.env(context={"allowed_company_ids": company.ids})

        self.assertEqual(self._ask().state, "columns")

    def test_text_without_columns_is_refused(self):
        with self.assertRaisesRegex(UserError, "mine.csv is not a table with payments"):
            self._ask("hello", title="hello")
