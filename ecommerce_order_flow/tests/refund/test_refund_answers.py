from unittest.mock import patch

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .sepa_common import SepaCommon

DAY = "2026-11-03"


@tagged("post_install", "-at_install")
class TestRefundAnswers(SepaCommon):
    """The bank's statement closes refunds, and opens those again that came back."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.world["website"].search([]).automations_since = "2026-01-01"

    def _tell(self, amount, text="", day=DAY, **details):
        """Return a line of the shop's account, after the automations."""
        line = self._write(amount, text, day, **details)
        self._read_lines()
        return line

    def _write(self, amount, text="", day=DAY, **details):
        return self.world["account.bank.statement.line"].create(
            {
                "journal_id": self.euro_journal.id,
                "payment_ref": text or "Transfer",
                "amount": amount,
                "date": day,
                "transaction_details": details,
            }
        )

    def _read_lines(self):
        for code in ("match_bank_line", "book_bank_money"):
            self._run_automation(code)
        self.env.invalidate_all()

    def _transfer(self, payment):
        """Have the bank make the transfer of a refund, and return the line."""
        if not payment.file_id:
            self._create_files(payment)
        return self._tell(-payment.amount, end_to_end=payment.end_to_end)

    def _find_match(self, line):
        return self._arrange(line.payment_match_ids)

    # === MONEY THAT LEFT === #

    def test_transfer_closes_the_refund(self):
        payment = self._refund_by_hand()

        line = self._transfer(payment)

        order = payment.order_id
        self.assertEqual(payment.state, "done")
        self.assertEqual(order.amount_refunded, 50.0)
        self.assertEqual(payment.refund_id.credit_note_ids.payment_state, "paid")
        self.assertTrue(line.is_reconciled)
        self.assertEqual(self._get_booked(payment).date.isoformat(), DAY)
        self.assertTrue(self._get_booked(payment).is_matched)
        self.assertEqual(self._find_match(line).state, "matched")
        self.assertEqual(self._get_receivable(order), 0.0)

    def _get_booked(self, payment):
        payment = self._arrange(payment)
        return payment.transaction_id.payment_id or payment.payment_id

    def test_money_registered_in_the_accounting_is_given_back_too(self):
        order = self._create_order(
            partner_id=self._create_customer("Ann", "NL91ABNA0417164300").id,
            pricelist_id=self.euro_pricelist.id,
        )
        self._arrange(order).action_confirm()
        self._do_transfer(order)
        self._register_payment(self._invoice(order))
        payment = self._request(order, quantity=1.0).payment_ids
        self.assertFalse(payment.source_transaction_id)

        line = self._transfer(payment)

        self.assertEqual(payment.state, "done")
        self.assertEqual(order.amount_refunded, 50.0)
        self.assertTrue(line.is_reconciled)

    def test_number_of_the_refund_in_the_text_is_enough(self):
        payment = self._refund_by_hand()

        self._tell(-50.0, f"Erstattung {payment.refund_id.name} danke")

        self.assertEqual(payment.state, "done")

    def test_number_of_another_refund_is_not(self):
        payment = self._refund_by_hand()

        line = self._tell(-50.0, f"Erstattung {payment.refund_id.name}0")

        self.assertEqual(payment.state, "to_transfer")
        self.assertFalse(line.payment_match_ids)

    def test_another_amount_by_the_number_alone_is_not(self):
        payment = self._refund_by_hand()

        line = self._tell(-49.0, payment.refund_id.name)

        self.assertEqual(payment.state, "to_transfer")
        self.assertFalse(line.payment_match_ids)

    def test_another_amount_by_our_id_is_for_a_person(self):
        payment = self._refund_by_hand()
        self._create_files(payment)

        line = self._tell(-49.0, end_to_end=payment.end_to_end)

        match = self._find_match(line)
        self.assertEqual((match.state, match.reason), ("proposed", "refund_unclear"))
        with self.assertRaisesRegex(UserError, "a different amount"):
            match.action_accept()
        self.assertEqual(payment.state, "to_transfer")

    def test_batch_closes_all_its_refunds(self):
        payments = self._refund_by_hand() + self._refund_by_hand()
        self._create_files(payments)

        line = self._tell(
            -100.0, parts=[{"end_to_end": it.end_to_end} for it in payments]
        )

        self.assertEqual(payments.mapped("state"), ["done", "done"])
        self.assertTrue(line.is_reconciled)
        self.assertEqual(len(self._find_match(line).share_ids), 2)

    def test_batch_that_names_its_file_closes_all_of_it(self):
        payments = self._refund_by_hand() + self._refund_by_hand()
        file = self._create_files(payments)

        self._tell(-100.0, f"SAMMLER {file.batch_ref}")

        self.assertEqual(payments.mapped("state"), ["done", "done"])

    def test_what_somebody_registered_is_reconciled(self):
        payment = self._refund_by_hand()
        self._create_files(payment)
        self.env["ecommerce.refund.transfer"]._book(payment, DAY, self.euro_journal)
        count = self.world["account.payment"].search_count([])

        line = self._tell(-50.0, end_to_end=payment.end_to_end)

        self.assertTrue(line.is_reconciled)
        self.assertEqual(self.world["account.payment"].search_count([]), count)
        self.assertEqual(payment.order_id.amount_refunded, 50.0)

    def test_whoever_may_not_decide_is_not_told_that_it_is_a_refund(self):
        payment = self._refund_by_hand()
        self._create_files(payment)
        line = self._tell(-49.0, end_to_end=payment.end_to_end)
        employee = self._create_user("employee", "base.group_user")

        with self.assertRaises(AccessError):
            self._find_match(line).with_user(employee).action_split()

    def test_second_transfer_is_for_a_person(self):
        payment = self._refund_by_hand()
        self._transfer(payment)

        line = self._tell(-50.0, end_to_end=payment.end_to_end, day="2026-11-04")

        match = self._find_match(line)
        self.assertEqual((match.state, match.reason), ("proposed", "refund_unclear"))
        self.assertFalse(line.is_reconciled)
        self.assertEqual(payment.order_id.amount_refunded, 50.0)

    def test_two_transfers_in_one_statement_are_booked_once(self):
        payment = self._refund_by_hand()
        self._create_files(payment)
        lines = [self._write(-50.0, end_to_end=payment.end_to_end) for _n in range(2)]

        self._read_lines()

        self.assertEqual(
            sorted(self._find_match(line).state for line in lines),
            ["matched", "proposed"],
        )
        self.assertEqual(payment.order_id.amount_refunded, 50.0)

    def test_other_companies_lines_close_nothing(self):
        payment = self._refund_by_hand()
        self._create_files(payment)
        company = self.world["res.company"].create({"name": "Second Shop"})
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE ecommerce_refund_payment SET company_id = %s WHERE id = %s",
            (company.id, payment.id),
        )
        self.env.invalidate_all()

        self.assertFalse(self._transfer(payment).payment_match_ids)

    # === MONEY THAT CAME BACK === #

    def test_returned_transfer_opens_the_refund_again(self):
        payment = self._refund_by_hand()
        self._transfer(payment)

        line = self._return(payment)

        order = payment.order_id
        self.assertEqual(payment.state, "failed")
        self.assertIn("closed or blocked (AC04)", payment.failure)
        self.assertEqual(order.amount_refunded, 0.0)
        self.assertEqual(order.next_action_code, "decide_refund")
        self.assertIn("50.00", order.next_action)
        self.assertIn("AC04", order.next_action)
        self.assertEqual(payment.refund_id.credit_note_ids.payment_state, "not_paid")
        self.assertTrue(line.is_reconciled)
        self.assertEqual(self._get_receivable(order), -50.0)

    def _return(self, payment, day="2026-11-04", **details):
        details = {"is_reversal": True, "reason": "AC04", **details}
        return self._tell(
            payment.amount, end_to_end=payment.end_to_end, day=day, **details
        )

    def test_account_is_to_be_checked(self):
        payment = self._refund_by_hand()
        account = payment.account_id
        self._transfer(payment)
        self._return(payment)

        self.assertFalse(account.allow_out_payment)
        payment.action_transfer_instead()
        with self.assertRaisesRegex(UserError, "has not been checked yet"):
            self._create_files(payment)

    def test_transferred_again_to_another_account(self):
        payment = self._refund_by_hand()
        self._transfer(payment)
        first_id = payment.end_to_end
        self._return(payment)
        other = self._create_account(payment.partner_id, "NL91ABNA0417164300")

        payment.action_transfer_instead()
        payment.account_id = other
        self.assertEqual(payment.state, "to_transfer")
        self._transfer(payment)

        self.assertNotEqual(payment.end_to_end, first_id)
        self.assertEqual(payment.state, "done")
        self.assertEqual(payment.order_id.amount_refunded, 50.0)
        self.assertEqual(payment.refund_id.credit_note_ids.payment_state, "paid")
        self.assertEqual(self._get_receivable(payment.order_id), 0.0)

    def test_it_comes_back_once(self):
        payment = self._refund_by_hand()
        self._transfer(payment)
        known_as = payment.end_to_end
        self._return(payment)
        payment.action_transfer_instead()
        payment.account_id = self._create_account(
            payment.partner_id, "NL91ABNA0417164300"
        )
        self._transfer(payment)

        line = self._tell(50.0, end_to_end=known_as, is_reversal=True, day="2026-11-05")

        self.assertEqual(payment.state, "done")
        self.assertFalse(line.is_reconciled)

    def test_it_leaves_and_comes_back_in_one_statement(self):
        payment = self._refund_by_hand()
        self._create_files(payment)
        back = self._write(50.0, end_to_end=payment.end_to_end, is_reversal=True)
        left = self._write(-50.0, end_to_end=payment.end_to_end)

        self._read_lines()

        self.assertEqual(payment.state, "failed")
        self.assertTrue(left.is_reconciled)
        self.assertTrue(back.is_reconciled)
        self.assertEqual(payment.order_id.amount_refunded, 0.0)

    def test_it_comes_back_before_anybody_told_that_it_left(self):
        payment = self._refund_by_hand()
        self._create_files(payment)

        match = self._find_match(self._return(payment))
        self.assertEqual(match.state, "proposed")
        self.assertIn("import that bank statement first", match.problem)
        self._transfer(payment)
        match.action_accept()

        self.assertEqual(payment.state, "failed")

    def test_return_that_names_the_refund(self):
        payment = self._refund_by_hand()
        name = payment.refund_id.name
        self._tell(-50.0, name)

        self._tell(50.0, f"Rücküberweisung {name} Konto erloschen", day="2026-11-04")

        self.assertEqual(payment.state, "failed")
        self.assertIn("Konto erloschen", payment.failure)

    def test_money_that_names_a_refund_is_no_return(self):
        payment = self._refund_by_hand()
        name = payment.refund_id.name
        self._tell(-50.0, name)

        line = self._tell(50.0, f"Danke {name}", day="2026-11-04")

        self.assertEqual(payment.state, "done")
        self.assertFalse(line.is_reconciled)

    def test_our_own_money_pays_no_order(self):
        payment = self._refund_by_hand()
        self._transfer(payment)
        waiting = self._create_order(pricelist_id=self.euro_pricelist.id, quantity=1.0)
        self._choose_offline_payment(waiting, "wire_transfer")

        self._tell(50.0, waiting.name, end_to_end=payment.end_to_end, day="2026-11-04")

        self.assertEqual(waiting.amount_paid, 0.0)
        self.assertEqual(payment.state, "failed")

    def test_closed_period_is_told_and_nothing_is_lost(self):
        payment = self._refund_by_hand()
        self._create_files(payment)
        line = self._write(-50.0, end_to_end=payment.end_to_end)
        company = self.world.company
        with patch.object(type(company), "_validate_locks"):
            company.fiscalyear_lock_date = "2026-11-10"
        self._read_lines()

        match = self._find_match(line)
        self.assertEqual((match.state, match.reason), ("proposed", "refused"))
        self.assertTrue(match.problem)
        self.assertEqual(payment.state, "to_transfer")
