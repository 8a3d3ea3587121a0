from dateutil.relativedelta import relativedelta

from odoo import fields
from odoo.tests import tagged

from ..awaiting.awaiting_common import AwaitingCommon


@tagged("post_install", "-at_install")
class TestPaymentExpiry(AwaitingCommon):
    def setUp(self):
        super().setUp()
        self.provider_of_transfers.write({"cancel_unpaid": True, "grace_days": 3})

    def _create_overdue_order(self, policy="reserve", days=4, **values):
        order = self._create_awaited_order(policy, **values)
        self._let_it_be_due(order, days)
        return order

    def _let_it_be_due(self, order, days):
        past = fields.Datetime.now() - relativedelta(days=days)
        order.sudo().payment_due_at = past

    def _is_expiring(self, order):
        return self._is_due("expire_unpaid", order)

    def test_unpaid_order_is_cancelled_with_its_payment(self):
        order = self._create_overdue_order()

        self._run_automation("expire_unpaid")

        self.assertEqual(order.state, "cancel")
        self.assertEqual(order.cancelled_by, "deadline")
        self.assertTrue(order.is_cancellation_notified)
        self.assertEqual(order.sudo().transaction_ids.state, "cancel")
        self.assertFalse(self._is_expiring(order))

    def test_confirmed_order_is_cancelled_with_its_transfers(self):
        order = self._create_overdue_order("confirm")

        self._run_automation("expire_unpaid")

        self.assertEqual(order.state, "cancel")
        self.assertEqual(order.picking_ids.mapped("state"), ["cancel"])

    def test_grace_time_is_waited_for(self):
        self.assertFalse(self._is_expiring(self._create_overdue_order(days=2)))

    def test_nothing_is_cancelled_by_default(self):
        order = self._create_overdue_order()
        self.provider_of_transfers.cancel_unpaid = False

        self.assertFalse(self._is_expiring(order))

    def test_more_time_is_more_time(self):
        order = self._create_overdue_order()

        order.sudo().payment_due_at = fields.Datetime.now() + relativedelta(days=1)

        self.assertFalse(self._is_expiring(order))

    def test_part_of_the_money_keeps_the_order(self):
        order = self._create_overdue_order()
        self._book(order, 0.01)

        self.assertFalse(self._is_expiring(order))

    def test_authorized_payment_keeps_the_order(self):
        order = self._create_overdue_order()
        self._pay(order, 50.0, state="authorized")

        self.assertFalse(self._is_expiring(order))

    def test_payment_on_its_way_online_keeps_the_order(self):
        order = self._create_overdue_order()
        self._pay(order, state="pending")

        self.assertFalse(self._is_expiring(order))

    def test_customer_who_pays_online_right_now_keeps_the_order(self):
        order = self._create_overdue_order()
        tx = self._create_tx(order)
        self.assertFalse(self._is_expiring(order))

        self._write_create_date(tx, fields.Datetime.now() - relativedelta(hours=2))
        self.assertTrue(self._is_expiring(order))

    def _write_create_date(self, record, date):
        self.env.flush_all()
        self.env.cr.execute(
            f"UPDATE {record._table} SET create_date = %s WHERE id = %s",
            (date, record.id),
        )
        record.invalidate_recordset()

    def test_goods_that_left_keep_the_order(self):
        order = self._create_overdue_order("confirm")
        order.action_release()
        self._do_transfer(order, 1.0)

        self.assertFalse(self._is_expiring(order))

    def test_goods_being_packed_keep_the_order(self):
        order = self._create_overdue_order("confirm")
        self._get_open_transfer(self._arrange(order)).move_ids.picked = True

        self.assertFalse(self._is_expiring(order))

    def test_somebody_is_asked_about_a_locked_order(self):
        order = self._create_overdue_order("confirm")
        self._arrange(order).action_lock()

        self._run_automation("expire_unpaid")

        self.assertEqual(order.state, "sale")
        failure = self._find_failure("expire_unpaid", order)
        self.assertRegex(failure.reason, "not paid in time.*is locked")

    def test_order_that_somebody_confirmed_unpaid_is_kept(self):
        order = self._create_overdue_order()
        self._arrange(order).action_confirm()

        self.assertFalse(self._is_expiring(order))

    def test_money_that_comes_later_is_an_issue(self):
        order = self._create_overdue_order()
        self._run_automation("expire_unpaid")

        self._book(order)

        self.assertEqual(order.state, "cancel")
        self.assertIn("paid_after_cancellation", order.flow_issues)

    def test_order_from_before_the_automations_is_kept(self):
        order = self._create_overdue_order()
        self.website.automations_since = fields.Datetime.now() + relativedelta(days=1)

        self.assertFalse(self._is_expiring(order))

    def test_order_on_hold_is_kept(self):
        order = self._create_overdue_order()
        order._hold("fraud")

        self.assertFalse(self._is_expiring(order))

    def test_somebody_is_asked_about_an_invoiced_order(self):
        order = self._create_overdue_order("confirm")
        invoice = self._invoice(order)

        self._run_automation("expire_unpaid")

        self.assertEqual(order.state, "sale")
        failure = self._find_failure("expire_unpaid", order)
        self.assertIn(f"{invoice.name} would stay open", failure.reason)

    def test_order_that_was_cancelled_and_waits_again_expires_too(self):
        order = self._create_overdue_order()
        order._action_cancel()
        self._arrange(order).action_draft()
        self._let_it_be_due(order, 4)

        self._run_automation("expire_unpaid")

        self.assertEqual(order.state, "cancel")
        self.assertEqual(order.cancelled_by, "deadline")
