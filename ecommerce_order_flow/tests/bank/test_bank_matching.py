from datetime import timedelta

from freezegun import freeze_time

from odoo import fields
from odoo.tests import tagged

from .bank_common import BankCommon


@tagged("post_install", "-at_install")
class TestBankMatching(BankCommon):
    """What fits exactly is booked; what leaves a doubt is proposed."""

    def test_exact_money_confirms_the_order(self):
        order = self._create_named_order()

        match = self._match_line("Rechnung S00123, danke")

        self.assertEqual(match.state, "matched")
        self.assertEqual(order.state, "sale")
        self.assertEqual(order.payment_status, "paid")
        self.assertEqual(order.amount_received, 89.9)

    def test_line_and_payment_are_settled_with_each_other(self):
        self._create_named_order()

        match = self._match_line()

        payment = match.share_ids.payment_id
        self.assertTrue(match.sudo().line_id.is_reconciled)
        self.assertTrue(payment.is_matched)
        self.assertEqual(payment.state, "paid")
        self.assertEqual(str(payment.date), "2026-11-05")

    def test_invoice_is_paid_once(self):
        order = self._create_named_order()
        self._match_line()

        invoice = self._invoice(order)
        self._run_automation("match_payment")

        self.assertEqual(invoice.payment_state, "paid")
        self.assertEqual(order.amount_received, 89.9)
        self.assertEqual(order.payment_status, "paid")

    def test_one_transfer_pays_several_orders_exactly(self):
        orders = self._create_named_order() + self._create_named_order("S00124", 24.5)

        match = self._match_line("S00123 und S00124", 114.4)

        self.assertEqual(match.state, "matched")
        self.assertEqual(orders.mapped("payment_status"), ["paid", "paid"])
        self.assertEqual(len(match.share_ids.payment_id), 2)
        self.assertTrue(match.sudo().line_id.is_reconciled)

    def test_what_names_nothing_leaves_no_trace(self):
        self._create_named_order()

        match = self._match_line("Miete November")

        self.assertFalse(match)

    def test_too_little_or_too_much_is_a_proposal(self):
        order = self._create_named_order()

        little = self._match_line(amount=89.89)
        much = self._match_line(amount=89.91)

        self.assertEqual((little.state, little.reason), ("proposed", "too_little"))
        self.assertEqual((much.state, much.reason), ("proposed", "too_much"))
        self.assertEqual(order.state, "sent")

    def test_rest_of_a_part_confirms_the_order(self):
        order = self._create_named_order()
        self._match_line(amount=50.0).action_accept()

        match = self._match_line(amount=39.9)

        self.assertEqual(match.state, "matched")
        self.assertEqual(order.payment_status, "paid")

    def test_same_money_twice_pays_once(self):
        order = self._create_named_order()
        lines = self._create_line() + self._create_line()

        self._match()

        first, second = self._find_match(lines)
        self.assertEqual(first.state, "matched")
        self.assertEqual((second.state, second.reason), ("proposed", "paid"))
        self.assertEqual(order.amount_received, 89.9)

    def test_lines_that_two_workers_decided_about_pay_once(self):
        order = self._create_named_order()
        lines = self._create_line() + self._create_line()
        for line in lines:  # Neither knows what the other one does.
            self.world["ecommerce.bank.matching"].sudo()._match(line.sudo())
        self.assertEqual(lines.payment_match_ids.mapped("state"), ["sure", "sure"])

        self._run_automation("book_bank_money")

        self.env.invalidate_all()
        states = sorted(lines.payment_match_ids.mapped("state"))
        self.assertEqual(states, ["matched", "proposed"])
        self.assertEqual(order.amount_received, 89.9)

    def test_money_for_a_paid_order_is_a_proposal(self):
        self._create_named_order()
        self._match_line()

        match = self._match_line()

        self.assertEqual((match.state, match.reason), ("proposed", "paid"))

    def test_money_for_a_cancelled_order_is_a_proposal(self):
        self._arrange(self._create_named_order())._action_cancel()

        match = self._match_line()

        self.assertEqual((match.state, match.reason), ("proposed", "cancelled"))

    def test_order_of_another_company_is_not_paid(self):
        other = self.setup_other_company()["company"]
        website = self.world["website"].create({"name": "B", "company_id": other.id})
        order = self._create_named_order()
        self._arrange(order).transaction_ids.unlink()
        self._arrange(order).write({"company_id": other.id, "website_id": website.id})

        self.assertFalse(self._match_line())

    def test_companies_without_a_shop_are_not_looked_at(self):
        journal = self.setup_other_company()["default_journal_bank"]

        line = self._create_line(journal_id=journal.id)

        self.assertFalse(line.is_to_match)

    def test_old_orders_are_proposed_by_the_days_of_the_bank(self):
        self.world.company.payment_match_days = 3
        self._create_named_order()

        match = self._match_line()

        self.assertEqual((match.state, match.reason), ("proposed", "old"))

    def test_lines_that_the_balances_do_not_prove_are_proposed(self):
        self._create_named_order()

        match = self._match_line(transaction_details={"is_proven": False})

        self.assertEqual((match.state, match.reason), ("proposed", "unproven"))

    def test_other_currency_is_a_proposal(self):
        currency = self._get_foreign_currency()
        self._create_named_order()

        match = self._match_line(foreign_currency_id=currency.id, amount_currency=89.9)

        self.assertEqual((match.state, match.reason), ("proposed", "currency"))

    def test_end_to_end_id_and_parts_name_orders_too(self):
        self._create_named_order()
        self._create_named_order("S00124", 24.5)
        parts = [{"purpose": "S00124", "payer": "A", "end_to_end": ""}]

        whole = self._match_line(
            "danke", transaction_details={"end_to_end": "S00123", "structured": ""}
        )
        batch = self._match_line("", 24.5, transaction_details={"parts": parts})

        self.assertEqual(whole.state, "matched")
        self.assertEqual((batch.state, batch.reason), ("proposed", "parts"))

    def test_details_of_other_importers_do_no_harm(self):
        self._create_named_order()
        for details in ("S00123", [1], {"parts": 5, "end_to_end": {"a": 1}}):
            line = self._create_line("nothing", transaction_details=details)

            self._match()

            self.assertFalse(line.payment_match_ids)
            self.assertFalse(self._is_due("match_bank_line", line))

    def test_accountants_reconciliation_is_left_alone(self):
        order = self._create_named_order()
        line = self._create_line()
        _liquidity, suspense, _other = line._seek_for_lines()
        suspense.account_id = self.company_data["default_account_revenue"]

        self._match()

        self.assertFalse(line.payment_match_ids)
        self.assertEqual(order.payment_status, "pending")

    def test_what_can_not_be_reconciled_is_told_in_the_row(self):
        order = self._create_named_order()
        methods = self.bank_journal.inbound_payment_method_line_ids
        methods.payment_account_id = self.bank_journal.default_account_id

        match = self._match_line()

        self.assertEqual((match.state, match.reason), ("proposed", "refused"))
        self.assertIn("outstanding account", match.explanation)
        self.assertEqual(order.payment_status, "pending")

    def test_a_line_is_looked_at_once(self):
        line = self._create_line("Miete")
        self.assertTrue(self._is_due("match_bank_line", line))

        self._match()

        self.assertFalse(self._is_due("match_bank_line", line))

    def test_order_that_comes_after_the_money_is_paid(self):
        line = self._create_line("S 00123 Lampe")
        self._match()

        order = self._create_named_order()
        self._match()

        self.assertEqual(self._find_match(line).state, "matched")
        self.assertEqual(order.payment_status, "paid")
        self.assertFalse(line.unmatched_letters)

    def test_deposit_that_was_asked_for_is_all_that_is_missing(self):
        self.provider_of_transfers.waiting_policy = "reserve"
        order = self._create_named_order(prepayment_percent=0.3)
        order.sudo().transaction_ids.amount = 26.97

        match = self._match_line(amount=26.97)

        self.assertEqual(match.state, "matched")
        self.assertEqual(order.state, "sale")

    def test_rest_of_a_payment_fits_too(self):
        order = self._create_named_order()
        self._book(order, 50.0)

        match = self._match_line(amount=39.9)

        self.assertEqual(match.state, "matched")
        self.assertEqual(order.payment_status, "paid")

    # === WHAT THE ROW SAYS === #

    def test_order_that_waits_no_more_is_named_among_others(self):
        self._create_named_order()
        self._arrange(self._create_named_order("S00124", 24.5))._action_cancel()

        match = self._match_line("S00123 und S00124", 114.4)

        self.assertEqual((match.state, match.reason), ("proposed", "cancelled"))
        self.assertRegex(match.explanation, r"cancelled: S00124$")
        self.assertEqual(len(match.share_ids), 2)

    def test_order_that_is_paid_already_is_named_among_others(self):
        self._create_named_order()
        self._book(self._create_named_order("S00124", 24.5))

        match = self._match_line("S00123 und S00124", 114.4)

        self.assertEqual((match.state, match.reason), ("proposed", "paid"))
        self.assertRegex(match.explanation, r"paid already: S00124$")

    def test_exact_money_is_for_the_order_that_waits_though_others_are_named(self):
        self._create_named_order()
        self._arrange(self._create_named_order("S00124", 24.5))._action_cancel()

        match = self._match_line("S00123, nicht mehr S00124")

        self.assertEqual(match.state, "matched")

    def test_day_in_the_future_is_called_so(self):
        order = self._create_named_order()

        match = self._match_line(date="2099-11-05")

        self.assertEqual((match.state, match.reason), ("proposed", "future"))
        self.assertEqual(order.state, "sent")

    def test_what_is_booked_for_the_next_working_day_waits_for_it(self):
        order = self._create_named_order()
        order.date_order = fields.Datetime.now()
        soon = self.env.company._get_today() + timedelta(days=4)
        line = self._create_line(date=soon)
        self._match()
        self.assertFalse(line.payment_match_ids)

        with freeze_time(soon + timedelta(days=1)):
            self._match()

        self.assertEqual(self._find_match(line).state, "matched")

    def test_row_shows_the_text_that_names_the_order(self):
        self._create_named_order()
        details = {"end_to_end": "S00123", "structured": ""}
        cases = {
            "Kim": "S00123",
            "danke": "danke | S00123",
            "Bestellung S00123": "Bestellung S00123",
        }
        for text, shown in cases.items():
            with self.subTest(text):
                match = self._match_line(
                    text, 1.0, partner_name="Kim", transaction_details=details
                )

                self.assertEqual(match.purpose, shown)

    # === DELETED ORDERS === #

    def test_money_whose_order_is_deleted_is_a_strangers_again(self):
        order = self._create_named_order()
        line = self._create_line(amount=50.0)
        self._match()
        self._delete(order)

        self._match()

        self.assertFalse(line.payment_match_ids)
        self.assertTrue(line.unmatched_letters)

    def test_money_whose_order_is_deleted_is_for_the_next_one_of_that_name(self):
        order = self._create_named_order()
        line = self._create_line(amount=50.0)
        self._match()
        self._delete(order)
        order = self._create_named_order(amount=50.0)

        self._match()

        self.assertEqual(self._find_match(line).state, "matched")
        self.assertEqual(order.payment_status, "paid")

    def _delete(self, order):
        order = self._arrange(order)
        order._action_cancel()
        order.unlink()
