from odoo.exceptions import UserError
from odoo.tests import tagged

from ..awaiting.awaiting_common import AwaitingCommon


@tagged("post_install", "-at_install")
class TestHeldUntilPaid(AwaitingCommon):
    def test_transfer_of_an_unpaid_order_cannot_be_validated(self):
        order = self._create_awaited_order("confirm")

        with self.assertRaisesRegex(UserError, f"{order.name}: .*100.00 are not paid"):
            self._do_transfer(order)

    def test_work_list_says_so(self):
        order = self._create_awaited_order("confirm")
        transfer = self._get_open_transfer(self._arrange(order))

        self.assertEqual(transfer.shipping_blocker, "payment")
        self.assertIn("on hold until it is paid", transfer.shipping_blocker_reason)

    def test_transfer_says_so_before_anybody_tries(self):
        worker = self._create_user("worker", "stock.group_stock_user")
        order = self._create_awaited_order("confirm")
        transfer = self._get_open_transfer(self._arrange(order)).with_user(worker)

        self.assertIn(
            f"{order.name} is on hold until it is paid", transfer.hold_summary
        )
        banner = transfer.get_view(view_type="form")["arch"]
        self.assertIn('name="hold_summary"', banner)

    def test_transfer_says_nothing_of_it_once_it_is_released(self):
        order = self._create_awaited_order("confirm")
        transfer = self._get_open_transfer(self._arrange(order))
        self.assertTrue(transfer.hold_summary)

        order.action_release()

        self.assertFalse(transfer.hold_summary)
        self.assertFalse(transfer.shipping_blocker)

    def test_transfer_says_nothing_of_it_once_it_is_paid(self):
        order = self._create_awaited_order("confirm")
        transfer = self._get_open_transfer(self._arrange(order))
        self.assertTrue(transfer.hold_summary)

        self._book(order)

        self.assertFalse(transfer.hold_summary)

    def test_hold_of_somebody_is_told_first(self):
        order = self._create_awaited_order("confirm")
        order._hold("fraud")

        transfer = self._get_open_transfer(self._arrange(order))

        self.assertIn("Suspected Fraud", transfer.hold_summary)

    def test_returned_goods_are_not_held(self):
        order = self._create_awaited_order("confirm")
        order.action_release()
        self._do_transfer(order)
        order.sudo().waiting_policy = "confirm"

        self.assertFalse(self._receive_return(order).hold_summary)

    def test_first_of_several_steps_is_held_too(self):
        self._set_delivery_steps("pick_pack_ship")
        order = self._create_awaited_order("confirm")

        with self.assertRaises(UserError):
            self._do_transfer(order)

    def test_payment_lets_it_go(self):
        order = self._create_awaited_order("confirm")
        self._book(order)

        self._do_transfer(order)

        self.assertEqual(order.fulfillment_status, "shipped")

    def test_part_of_the_payment_does_not(self):
        order = self._create_awaited_order("confirm")
        self._book(order, 99.99)

        with self.assertRaises(UserError):
            self._do_transfer(order)

    def test_down_payment_that_was_asked_for_is_enough(self):
        self.provider_of_transfers.waiting_policy = "confirm"
        order = self._create_order(prepayment_percent=0.3)
        self._choose_offline_payment(order, "wire_transfer")
        self._book(order, 30.0)

        self._do_transfer(order)

        self.assertEqual(order.fulfillment_status, "shipped")

    def test_released_order_is_shipped_before_it_is_paid(self):
        order = self._create_awaited_order("confirm")

        order.action_release()
        self._do_transfer(order)

        self.assertEqual(order.fulfillment_status, "shipped")
        self.assertEqual(order.payment_status, "pending")

    def test_reservation_alone_holds_nothing_that_was_confirmed_by_hand(self):
        order = self._create_awaited_order("reserve")
        self._arrange(order).action_confirm()

        self._do_transfer(order)

        self.assertEqual(order.fulfillment_status, "shipped")

    def test_held_also_where_orders_need_no_payment_to_be_confirmed(self):
        order = self._create_awaited_order("confirm", require_payment=False)

        with self.assertRaises(UserError):
            self._do_transfer(order)

    def test_what_is_added_after_the_payment_is_waited_for(self):
        order = self._create_awaited_order("confirm")
        self._book(order)
        self._arrange(order).order_line.product_uom_qty = 3.0

        with self.assertRaises(UserError):
            self._do_transfer(order)
