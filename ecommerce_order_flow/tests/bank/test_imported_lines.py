from odoo.tests import tagged

from .bank_import_common import BankImportCommon


@tagged("post_install", "-at_install")
class TestImportedLines(BankImportCommon):
    def _import_lines(self, name, journal=None):
        journal = journal or self.euro_journal
        self._import(name, journal=journal)
        return self._find_lines(journal)

    def test_line_says_what_the_bank_says(self):
        line = self._import_lines("camt053_v02_de.xml").filtered(
            lambda line: line.amount == 24.5
        )

        self.assertEqual(line.payment_ref, "s.00124 ; danke & Gruß")
        self.assertEqual(line.partner_name, "Jürgen Weißhaupt")
        self.assertEqual(line.account_number, "DE74900000030000002222")
        self.assertEqual(
            line.transaction_details,
            {
                "format": "camt.053",
                "end_to_end": "Z-24",
                "ultimate": "Lena Weißhaupt",
                "bank_reference": "2026110500002",
                "is_proven": True,
            },
        )

    def test_statement_has_the_balances_of_the_bank(self):
        statement = self._import_lines("camt053_v02_de.xml").statement_id

        self.assertEqual(statement.balance_start, 1000.0)
        self.assertEqual(statement.balance_end_real, 1601.44)
        self.assertTrue(statement.is_complete)

    def test_each_statement_of_a_file_goes_on_where_the_last_one_ended(self):
        lines = self._import_lines("camt053_v08_two_days.zip")

        self.assertEqual(len(lines.statement_id), 2)
        self.assertTrue(all(lines.statement_id.mapped("is_valid")))
        self.assertTrue(all(lines.statement_id.mapped("is_complete")))

    def test_balance_with_what_is_only_announced_fits_nevertheless(self):
        lines = self._import_lines("ubs_ch.csv", self.franc_journal)

        self.assertTrue(lines.statement_id.is_complete)
        self.assertEqual(lines.statement_id.balance_end_real, 1390.10)

    def test_lines_without_balances_are_of_no_statement(self):
        lines = self._import_lines("n26.csv")

        self.assertTrue(lines)
        self.assertFalse(lines.statement_id)

    def test_batch_with_amounts_comes_part_by_part(self):
        lines = self._import_lines("ubs_ch.csv", self.franc_journal)

        self.assertEqual(sorted(lines.mapped("amount")), [60.0, 80.0, 250.10])
        self.assertEqual(
            {line.transaction_details.get("batch") for line in lines}, {None, "310.10"}
        )

    def test_batch_without_amounts_is_one_line_that_tells_its_parts(self):
        lines = self._import_lines("camt053_v08_batch.xml")
        [batch] = lines.filtered(lambda line: line.transaction_details.get("parts"))

        self.assertEqual(
            set(batch.transaction_details["parts"][0]),
            {"purpose", "payer", "end_to_end"},
        )
        self.assertTrue(lines.statement_id.is_complete)

    def test_reversals_are_marked(self):
        lines = self._import_lines("mt940_sparkasse.sta")
        reversals = lines.filtered(
            lambda line: line.transaction_details.get("is_reversal")
        )

        self.assertEqual(sorted(reversals.mapped("amount")), [-24.5, 5.95, 24.5])

    def test_turned_reversals_are_told_before_they_are_booked(self):
        wizard = self._preview("camt053_v02_reversal_other_sign.xml")

        self.assertEqual(wizard.statement_ids.balance_state, "turned")
        self.assertIn("signs are inverted", wizard.problems)

    def test_lines_that_balances_disprove_say_so(self):
        wizard = self._import("hostile/balance_off.xml")
        line = self._find_lines(self.euro_journal)

        self.assertEqual(wizard.statement_ids.balance_state, "unproven")
        self.assertIn("something is missing", wizard.problems)
        self.assertIs(line.transaction_details["is_proven"], False)
        self.assertFalse(line.statement_id.is_complete)

    def test_original_amount_is_kept_in_its_currency(self):
        line = self._import_lines("n26.csv").filtered("foreign_currency_id")

        self.assertEqual(line.foreign_currency_id.name, "USD")
        self.assertEqual((line.amount, line.amount_currency), (250.0, 270.0))
        self.assertEqual(line.transaction_details["original"], ["270.00", "USD"])

    def test_newest_first_is_turned_round(self):
        lines = self._import_lines("ing_diba.csv")

        self.assertEqual(lines[-1].payment_ref, "Bestellnummer S00123")

    # === PAYMENT SERVICES === #

    def test_gross_amount_pays_and_the_fee_is_a_line_of_its_own(self):
        lines = self._import_lines("paypal_de.csv")
        paid = lines.filtered(lambda line: line.payment_ref == "S00123")
        fee = lines.filtered(lambda line: line.amount == -2.59)

        self.assertEqual(paid.amount, 89.90)
        self.assertEqual(paid.transaction_details["fee"], "-2.59")
        self.assertEqual(paid.transaction_details["net"], "87.31")
        self.assertTrue(fee.transaction_details["is_fee"])
        self.assertNotIn("S00123", fee.payment_ref)

    def test_balance_of_the_journal_is_what_the_service_owes(self):
        lines = self._import_lines("stripe_itemized.csv")

        self.assertAlmostEqual(
            sum(lines.mapped("amount")), 88.30 - 24.50 - 27.99 - 35.81
        )

    def test_payouts_and_conversions_name_no_order(self):
        lines = self._import_lines("paypal_de.csv").filtered(
            lambda line: line.transaction_details.get("is_internal")
        )

        self.assertEqual(
            lines.mapped("payment_ref"),
            ["Allgemeine Währungsumrechnung", "Allgemeine Abbuchung"],
        )

    def test_net_that_does_not_fit_proves_nothing(self):
        content = self._read("paypal_de.csv").replace(b'"87,31","",', b'"87,30","",', 1)
        self._import(("paypal.csv", content), journal=self.euro_journal)

        self.assertIs(
            self._find_lines(self.euro_journal)[0].transaction_details["is_proven"],
            False,
        )
