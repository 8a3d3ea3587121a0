from odoo.tests import tagged

from .bank_import_common import BankImportCommon

ROW = "05.11.2026;Kim;S00123;89,90"


@tagged("post_install", "-at_install")
class TestImportOnce(BankImportCommon):
    def _import_rows(self, *rows):
        wizard = self._import(self._write_table(*rows), journal=self.euro_journal)
        return self._get_results(wizard)

    def _change(self, name, *changes):
        content = self._read(name)
        for old, new in changes:
            content = content.replace(old, new)
        return name, content

    def test_equal_lines_of_a_file_are_two_payments(self):
        self.assertEqual(self._import_rows(ROW, ROW), ["imported", "imported"])

    def test_overlapping_exports_bring_what_is_new(self):
        self._import_rows(ROW)

        results = self._import_rows(ROW, ROW, "06.11.2026;Kim;S00124;24,50")

        self.assertEqual(sorted(results), ["imported", "imported", "known"])

    def test_another_payer_or_purpose_is_another_payment(self):
        self._import_rows(ROW)

        results = self._import_rows(
            "05.11.2026;Alex;S00123;89,90", "05.11.2026;Kim;S00124;89,90"
        )

        self.assertEqual(results, ["imported", "imported"])

    def test_intraday_report_comes_before_the_statement(self):
        report = self._change(
            "camt053_v02_de.xml",
            (b"camt.053.001.02", b"camt.052.001.02"),
            (b"BkToCstmrStmt>", b"BkToCstmrAcctRpt>"),
            (b"Stmt>", b"Rpt>"),
        )
        self._import(report)

        wizard = self._import("camt053_v02_de.xml")

        self.assertEqual(set(self._get_results(wizard)), {"known"})

    def test_announced_payments_come_when_they_are_booked(self):
        self._import("camt052_v08_pending.xml")
        booked = self._change("camt052_v08_pending.xml", (b"PDNG", b"BOOK"))

        wizard = self._preview(booked)

        self.assertEqual(self._get_results(wizard).count("known"), 1)

    def test_batch_and_its_parts_are_the_same_money(self):
        content = self._read("camt054_v08_ch.xml")
        whole = content[: content.index(b"<NtryDtls>")]
        whole += b"</Ntry></Ntfctn></BkToCstmrDbtCdtNtfctn></Document>"
        self._import(("whole.xml", whole))

        wizard = self._preview("camt054_v08_ch.xml")

        self.assertEqual(self._get_results(wizard)[:2], ["known", "known"])

    def test_other_words_for_perhaps_the_same_are_left_out_unless_wanted(self):
        self._import("camt053_v02_de.xml")
        wizard = self._preview(
            self._write_table("05.11.2026;Erika;danke;89,90"), journal=self.euro_journal
        )

        self.assertEqual(self._get_results(wizard), ["perhaps"])
        self.assertFalse(wizard.line_ids.is_wanted)

        wizard.line_ids.is_wanted = True
        wizard.action_import()

        self.assertEqual(self._get_results(wizard), ["imported"])

    def test_the_same_words_in_another_format_are_known(self):
        self._import("camt053_v02_de.xml")
        wizard = self._preview(
            self._write_table(
                "05.11.2026;Erika;BESTELLUNG NR. S00 123 vom 3.11.;89,90"
            ),
            journal=self.euro_journal,
        )

        self.assertEqual(self._get_results(wizard), ["known"])

    def test_lines_that_others_booked_are_perhaps_there(self):
        self.env["account.bank.statement.line"].sudo().create(
            {
                "journal_id": self.euro_journal.id,
                "date": "2026-11-05",
                "amount": 89.9,
                "payment_ref": "by hand",
            }
        )

        wizard = self._preview(self._write_table(ROW), journal=self.euro_journal)

        self.assertEqual(self._get_results(wizard), ["perhaps"])

    def test_what_is_left_out_may_come_later(self):
        wizard = self._preview(self._write_table(ROW), journal=self.euro_journal)
        wizard.line_ids.is_wanted = False
        wizard.action_import()

        self.assertEqual(self._import_rows(ROW), ["imported"])

    def test_statement_of_the_rest_fits_its_balances(self):
        first = self._preview("camt053_v02_de.xml")
        first.line_ids[3:].is_wanted = False
        first.action_import()

        self._import("camt053_v02_de.xml")
        statements = self._find_lines(self.euro_journal).statement_id

        self.assertEqual(len(statements), 2)
        self.assertTrue(all(statements.mapped("is_complete")))

    def test_what_is_in_several_files_of_an_upload_is_counted_once(self):
        wizard = self._preview(
            ("first.xml", self._read("camt053_v02_de.xml")),
            ("again.xml", self._read("camt053_v02_de.xml")),
            "mt940_sparkasse.sta",
        )
        results = [it.line_ids.mapped("result") for it in wizard.statement_ids]

        self.assertEqual(set(results[0]), {"new"})
        self.assertEqual(set(results[1]), {"known"})
        planned = wizard.import_count

        wizard.action_import()

        self.assertEqual(len(self._find_lines(self.euro_journal)), planned)

    def test_what_may_be_in_another_file_of_an_upload_is_asked_about(self):
        wizard = self._preview(
            "camt053_v02_de.xml",
            self._write_table("05.11.2026;Erika;danke;89,90"),
            journal=self.euro_journal,
        )

        self.assertEqual(wizard.statement_ids[1].line_ids.result, "perhaps")

    def test_equal_lines_of_two_accounts_are_two_payments(self):
        other = self._create_journal("EUR")
        name, content = self._write_table(ROW)
        wizard = self._preview((name, content), ("other.csv", content))
        for statement, journal in zip(
            wizard.statement_ids, (self.euro_journal, other), strict=True
        ):
            statement.journal_id = journal
        wizard.action_preview()

        self.assertEqual(self._get_results(wizard), ["new", "new"])

    def test_what_colleagues_import_meanwhile_in_other_words_is_asked_about(self):
        wizard = self._preview(
            self._write_table("05.11.2026;Erika;danke;89,90"), journal=self.euro_journal
        )
        self._import("camt053_v02_de.xml")
        imported_at = self.euro_journal.sudo().bank_imported_at = "2026-11-01 12:00:00"

        wizard.action_import()

        self.assertEqual(wizard.state, "preview")
        self.assertEqual(wizard.perhaps_count, 1)
        self.assertEqual(str(self.euro_journal.bank_imported_at), imported_at)

    def test_two_previews_import_once(self):
        previews = [self._preview("camt053_v02_de.xml") for _number in range(2)]
        for wizard in previews:
            wizard.action_import()

        self.assertEqual(len(self._find_lines(self.euro_journal)), 6)
        self.assertEqual(set(self._get_results(previews[1])), {"known"})
