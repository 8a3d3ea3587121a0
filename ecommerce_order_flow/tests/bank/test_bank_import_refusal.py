from datetime import date, timedelta

from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged

from ...wizards.bank import bank_file
from ...wizards.bank.file_problems import explain_unreadable
from .bank_import_common import BankImportCommon

# What is refused, and a word of the sentence that says why.
HOSTILE = {
    "bomb.zip": "too large",
    "cut_off.xml": "cut off",
    "entity.xml": "DTD",
    "laughs.xml": "DTD",
    "login_page.csv": "web page",
    "nested.zip": "packed",
    "not_camt.xml": "no bank statement",
    "not_ours.xml": "DE74900000010000099999",
    "wrong_encoding.xml": "damaged",
}


@tagged("post_install", "-at_install")
class TestBankImportRefusal(BankImportCommon):
    def test_each_hostile_file_is_refused_with_its_reason(self):
        for name, word in HOSTILE.items():
            with self.subTest(name), self.assertRaisesRegex(UserError, word):
                self._import(f"hostile/{name}")
        self.assertFalse(self._find_lines(self.euro_journal))

    def test_one_bad_file_keeps_the_good_ones_out(self):
        with self.assertRaisesRegex(UserError, "cut off"):
            self._import("camt053_v02_de.xml", "hostile/cut_off.xml")

    def test_nul_characters_are_refused(self):
        with self.assertRaisesRegex(UserError, "not a text file"):
            self._import(self._write_table("05.11.2026;Kim;S00\x00123;89,90"))

    def test_a_file_is_needed(self):
        with self.assertRaisesRegex(UserError, "Choose the file"):
            self._choose().action_preview()

    def test_file_without_payments_is_refused(self):
        with self.assertRaisesRegex(UserError, "no payments"):
            self._import(self._write_table())

    def test_more_lines_than_anybody_waits_for_are_refused(self):
        rows = ["05.11.2026;Kim;A;1,00"] * 5_001
        with self.assertRaisesRegex(UserError, "fewer days"):
            self._import(self._write_table(*rows))

    def test_each_reason_is_a_sentence(self):
        for reason in bank_file.REASONS:
            sentence = explain_unreadable(self.env, reason, "a.csv")
            self.assertRegex(sentence, r"^a\.csv .*\.$")

    def test_another_account_of_a_file_is_left_out(self):
        own, strange = (
            self._read("camt053_v02_de.xml"),
            self._read("hostile/not_ours.xml"),
        )
        wizard = self._import(("own.xml", own), ("strange.xml", strange))

        self.assertEqual(len(self._find_lines(self.euro_journal)), 6)
        self.assertIn("no bank journal", wizard.statement_ids[1].problem)

    def test_amounts_in_another_currency_are_not_booked(self):
        wizard = self._preview("camt053_v02_de.xml", journal=None)
        wizard.statement_ids.journal_id = self.franc_journal
        wizard.action_preview()

        self.assertIn("EUR", wizard.statement_ids.problem)
        wizard.action_import()
        self.assertFalse(self._find_lines(self.franc_journal))

    def test_payments_without_amount_or_day_are_shown_only(self):
        wizard = self._import(
            self._write_table("05.11.2026;Kim;nothing;0,00", "05.11.2026;Kim;A;1,00"),
            journal=self.euro_journal,
        )

        self.assertEqual(sorted(self._get_results(wizard)), ["imported", "zero"])

    def test_parts_of_a_cent_are_shown_only(self):
        wizard = self._import(
            self._write_table("05.11.2026;Kim;A;1,005"), journal=self.euro_journal
        )

        self.assertEqual(self._get_results(wizard), ["fine"])

    # === FAR DAYS === #

    def test_days_that_no_bank_means_are_left_out_unless_wanted(self):
        today = self.env.company._get_today()
        next_week, next_year = (today + timedelta(days=days) for days in (5, 365))
        days = (today, next_week, date(1900, 11, 5), date(2099, 11, 5), next_year)
        rows = [f"{day:%d.%m.%Y};Kim;{day};1,00" for day in days]

        wizard = self._preview(self._write_table(*rows), journal=self.euro_journal)

        results = {it.booked_on: it.result for it in wizard.line_ids}
        self.assertEqual([results[it] for it in days], ["new"] * 2 + ["far"] * 3)
        self.assertEqual(wizard.far_count, 3)
        far = wizard.line_ids.filtered(lambda line: line.result == "far")
        self.assertFalse(any(far.mapped("is_wanted")))

        far[-1:].is_wanted = True
        wizard.action_import()

        self.assertEqual(len(self._find_lines(self.euro_journal)), 3)

    def test_far_day_that_was_wanted_is_known_then(self):
        table = self._write_table("05.11.1999;Kim;A;1,00")
        wizard = self._preview(table, journal=self.euro_journal)
        wizard.line_ids.is_wanted = True
        wizard.action_import()

        again = self._preview(table, journal=self.euro_journal)

        self.assertEqual(self._get_results(again), ["known"])

    # === CLOSED PERIODS === #

    def test_closed_period_is_decided_about_before_anything_is_imported(self):
        self._lock_until("2026-11-04")
        wizard = self._preview("camt053_v08_two_days.zip")
        closed = self._get_results(wizard).count("closed")

        self.assertGreater(closed, 0)
        with self.assertRaisesRegex(UserError, "closed period"):
            wizard.action_import()

        wizard.leaves_closed_out = True
        wizard.action_import()

        lines = self._find_lines(self.euro_journal)
        self.assertEqual(len(lines), 3 - closed)
        self.assertTrue(all(str(line.date) > "2026-11-04" for line in lines))

    def test_period_that_is_closed_after_the_preview_is_decided_about(self):
        wizard = self._preview("camt053_v08_two_days.zip")
        self._lock_until("2026-11-04")

        wizard.action_import()

        self.assertEqual(wizard.state, "preview")
        self.assertTrue(wizard.closed_count)
        self.assertFalse(self._find_lines(self.euro_journal))
        with self.assertRaisesRegex(UserError, "closed period"):
            wizard.action_import()

    def test_period_that_is_closed_further_is_decided_about_again(self):
        self._lock_until("2026-11-04")
        wizard = self._preview("camt053_v08_two_days.zip")
        wizard.leaves_closed_out = True
        self._lock_until("2026-11-30")

        wizard.action_import()

        self.assertEqual(wizard.state, "preview")
        self.assertEqual(wizard.closed_count, 3)

    def test_what_was_left_out_comes_when_the_period_is_open_again(self):
        self._lock_until("2026-11-05")
        wizard = self._preview("camt053_v02_de.xml")
        wizard.leaves_closed_out = True
        wizard.action_import()
        self.env.company.sudo().fiscalyear_lock_date = False

        self._import("camt053_v02_de.xml")

        self.assertEqual(len(self._find_lines(self.euro_journal)), 6)

    def test_what_is_there_already_may_be_in_a_closed_period(self):
        self._import("camt053_v02_de.xml")
        self._lock_until("2026-11-30")

        wizard = self._preview("camt053_v02_de.xml")

        self.assertEqual(set(self._get_results(wizard)), {"known"})

    # === RIGHTS AND COMPANIES === #

    def test_salespeople_may_not_import(self):
        salesman = new_test_user(
            self.world, "sam", "sales_team.group_sale_salesman_all_leads"
        )
        with self.assertRaises(AccessError):
            self.env(user=salesman)["ecommerce.bank.import"].create({})

    def test_nobody_sees_the_files_of_others(self):
        wizard = self._preview("camt053_v02_de.xml")
        other = self._create_user("other", self.staff_groups)

        self.assertFalse(self.env(user=other)[wizard._name].search([]))
        with self.assertRaises(AccessError):
            self.env(user=other)["ecommerce.bank.import"].create(
                {"attachment_ids": wizard.attachment_ids.ids}
            ).action_preview()

    def test_account_of_a_company_that_is_not_active_is_strange(self):
        company = self._setup_other_company()
        self._create_journal("EUR", "DE74900000010000099999", company_id=company.id)

        with self.assertRaisesRegex(UserError, "active"):
            self._import("hostile/not_ours.xml")

    def test_journal_of_another_company_cannot_be_chosen(self):
        company = self._setup_other_company()
        journal = self._create_journal("EUR", company_id=company.id)
        wizard = self._preview("camt053_v02_de.xml")

        with self.assertRaises(AccessError):
            wizard.statement_ids.journal_id = journal.id

    def test_account_decides_the_company(self):
        company = self._setup_other_company()
        journal = self._create_journal(
            "EUR", "DE74900000010000099999", company_id=company.id
        )
        self.staff.sudo().company_ids += company
        companies = self.env.company + company
        self.env = self.env(context={"allowed_company_ids": companies.ids})

        self._import("hostile/not_ours.xml", "camt053_v02_de.xml")

        self.assertEqual(len(self._find_lines(journal)), 1)
        self.assertEqual(self._find_lines(journal).company_id, company)
        self.assertEqual(len(self._find_lines(self.euro_journal)), 6)

    def _setup_other_company(self):
        return self.setup_other_company()["company"]
