from datetime import date

from odoo.exceptions import UserError
from odoo.tests import tagged

from .awaiting_common import AwaitingCommon


@tagged("post_install", "-at_install")
class TestOfflinePayment(AwaitingCommon):
    def test_whole_amount_confirms_the_order_and_is_booked(self):
        order = self._create_awaited_order()

        tx = self._book(order)

        self.assertEqual(order.state, "sale")
        self.assertEqual(order.payment_status, "paid")
        self.assertEqual(len(order.sudo().transaction_ids), 1)
        self.assertEqual(tx.payment_id.state, "in_process")
        self.assertEqual(tx.payment_id.journal_id, self.bank_journal)

    def test_part_leaves_the_order_waiting_until_the_rest_comes(self):
        order = self._create_awaited_order()

        self._book(order, 60.0)
        self.assertEqual(order.state, "sent")
        self.assertEqual(order.payment_status, "partially_paid")

        self._book(order, 40.0)
        self.assertEqual(order.state, "sale")
        self.assertEqual(order.payment_status, "paid")
        states = order.sudo().transaction_ids.mapped("state")
        self.assertEqual(sorted(states), ["cancel", "done", "done"])

    def test_more_is_an_issue(self):
        order = self._create_awaited_order()

        self._book(order, 120.0)

        self.assertEqual(order.payment_status, "overpaid")
        self.assertIn("paid_too_much", order.flow_issues)

    def test_money_can_come_for_an_order_without_any_payment(self):
        order = self._create_order()
        self._arrange(order).action_quotation_sent()

        self._book(order)

        self.assertEqual(order.state, "sale")

    def test_day_is_the_payments_day(self):
        order = self._create_awaited_order()

        tx = self._book(order, day=date(2026, 11, 2))

        self.assertEqual(str(tx.payment_id.date), "2026-11-02")

    def test_closed_period_is_told_instead_of_another_day(self):
        self.world.company.fiscalyear_lock_date = "2026-10-31"
        order = self._create_awaited_order()

        with self.assertRaisesRegex(UserError, "period is closed"):
            self._book(order, day=date(2026, 10, 30))

        self.assertEqual(order.payment_status, "pending")

    def test_nothing_is_no_payment(self):
        order = self._create_awaited_order()

        with self.assertRaisesRegex(UserError, "Enter the amount"):
            self._book(order, -1.0)
