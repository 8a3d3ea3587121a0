from odoo.tests import tagged

from ..common import OrderFlowCommon


@tagged("post_install", "-at_install")
class TestPaymentStatus(OrderFlowCommon):
    def test_cart_is_unpaid(self):
        self.assertEqual(self._create_order().payment_status, "unpaid")

    def test_order_without_website_has_no_status(self):
        order = self._create_order(website_id=False)
        self._pay(order)

        self.assertFalse(order.payment_status)
        self.assertFalse(order.amount_received)

    def test_card_payment_pays(self):
        order = self._create_order()
        self._pay(order)

        self.assertEqual(order.state, "sale")
        self.assertEqual(order.payment_status, "paid")
        self.assertEqual(order.amount_received, 100.0)

    def test_created_transaction_pays_nothing(self):
        order = self._create_order()
        self._create_tx(order)

        self.assertEqual(order.payment_status, "unpaid")

    def test_pending_payment_is_pending(self):
        order = self._create_order()
        self._pay(order, state="pending")

        self.assertEqual(order.payment_status, "pending")

    def test_pending_payment_that_arrives_pays(self):
        order = self._create_order()
        tx = self._pay(order, state="pending")
        self._report_done(tx)
        tx._post_process()

        self.assertEqual(order.payment_status, "paid")

    def test_failed_payment_is_failed(self):
        order = self._create_order()
        self._pay(order, state="error")

        self.assertEqual(order.payment_status, "failed")

    def test_second_try_after_a_failed_payment_pays(self):
        order = self._create_order()
        self._pay(order, state="error")
        self._pay(order)

        self.assertEqual(order.payment_status, "paid")

    def test_payment_cancelled_by_the_customer_is_unpaid(self):
        order = self._create_order()
        self._pay(order, state="canceled")

        self.assertEqual(order.payment_status, "unpaid")

    def test_payment_cancelled_after_a_failed_one_is_unpaid(self):
        order = self._create_order()
        self._pay(order, state="error")
        self._pay(order, state="canceled")

        self.assertEqual(order.payment_status, "unpaid")

    # === AUTHORIZATION === #

    def test_authorized_payment_is_authorized(self):
        order = self._create_order()
        self._pay(order, state="authorized")

        self.assertEqual(order.payment_status, "authorized")
        self.assertEqual(order.amount_received, 0.0)

    def test_captured_payment_pays(self):
        order = self._create_order()
        tx = self._pay(order, state="authorized")
        self._report_done(tx)

        self.assertEqual(order.payment_status, "paid")

    def test_voided_payment_is_unpaid(self):
        order = self._create_order()
        tx = self._pay(order, state="authorized")
        tx._set_canceled()

        self.assertEqual(order.payment_status, "unpaid")

    def test_partly_captured_payment_is_partially_paid(self):
        order = self._create_order()
        tx = self._pay(order, state="authorized")
        self._report_done(tx._create_child_transaction(40.0))

        self.assertEqual(order.payment_status, "partially_paid")
        self.assertEqual(order.amount_received, 40.0)

    def test_payment_captured_in_two_parts_pays_once(self):
        order = self._create_order()
        tx = self._pay(order, state="authorized")
        self._report_done(tx._create_child_transaction(40.0))
        self._report_done(tx._create_child_transaction(60.0))

        self.assertEqual(tx.state, "done")
        self.assertEqual(order.payment_status, "paid")
        self.assertEqual(order.amount_received, 100.0)

    def test_rest_voided_after_a_partial_capture_is_not_received(self):
        order = self._create_order()
        tx = self._pay(order, state="authorized")
        self._report_done(tx._create_child_transaction(40.0))
        tx._create_child_transaction(60.0)._set_canceled()

        self.assertEqual(order.payment_status, "partially_paid")
        self.assertEqual(order.amount_received, 40.0)

    # === SEVERAL PAYMENTS === #

    def test_part_of_the_amount_is_partially_paid(self):
        order = self._create_order()
        self._pay(order, 30.0)

        self.assertEqual(order.payment_status, "partially_paid")

    def test_two_parts_pay(self):
        order = self._create_order()
        self._pay(order, 30.0)
        self._pay(order, 70.0)

        self.assertEqual(order.payment_status, "paid")

    def test_same_order_paid_twice_is_overpaid(self):
        order = self._create_order()
        self._pay(order)
        self._pay(order)

        self.assertEqual(order.payment_status, "overpaid")
        self.assertEqual(order.amount_received, 200.0)

    def test_refund_of_the_surplus_leaves_paid(self):
        order = self._create_order()
        self._pay(order)
        self._refund(self._pay(order))

        self.assertEqual(order.payment_status, "paid")

    def test_one_payment_for_two_orders_pays_each_by_its_share(self):
        order = self._create_order()
        bigger_order = self._create_order(quantity=6.0)
        self._pay(order + bigger_order)

        self.assertEqual(order.amount_received, 100.0)
        self.assertEqual(bigger_order.amount_received, 300.0)
        self.assertEqual(bigger_order.payment_status, "paid")

    def test_payment_after_cancellation_is_paid(self):
        order = self._create_order()
        order._action_cancel()
        self._pay(order)

        self.assertEqual(order.state, "cancel")
        self.assertEqual(order.payment_status, "paid")

    def test_added_line_makes_a_paid_order_partially_paid(self):
        order = self._create_order()
        self._pay(order)
        order.order_line.product_uom_qty = 3.0

        self.assertEqual(order.payment_status, "partially_paid")

    # === ZERO AMOUNT === #

    def test_confirmed_order_of_zero_is_paid(self):
        order = self._create_order(quantity=1.0)
        order.order_line.price_unit = 0.0
        order.action_confirm()

        self.assertEqual(order.payment_status, "paid")

    def test_empty_cart_is_unpaid(self):
        self.assertEqual(self.empty_cart.payment_status, "unpaid")

    # === REFUNDS === #

    def test_partial_refund_by_the_provider_is_partially_refunded(self):
        order = self._create_order()
        self._refund(self._pay(order), 30.0)

        self.assertEqual(order.payment_status, "partially_refunded")
        self.assertEqual(order.amount_refunded, 30.0)

    def test_full_refund_by_the_provider_is_refunded(self):
        order = self._create_order()
        self._refund(self._pay(order))

        self.assertEqual(order.payment_status, "refunded")

    def test_pending_refund_refunds_nothing(self):
        order = self._create_order()
        tx = self._pay(order)
        tx._create_child_transaction(100.0, is_refund=True)._set_pending()

        self.assertEqual(order.payment_status, "paid")

    def test_failed_refund_leaves_paid(self):
        order = self._create_order()
        tx = self._pay(order)
        tx._create_child_transaction(100.0, is_refund=True)._set_error("No")

        self.assertEqual(order.payment_status, "paid")

    def test_refund_of_a_captured_part_is_counted(self):
        order = self._create_order()
        tx = self._pay(order, state="authorized")
        capture = tx._create_child_transaction(100.0)
        self._report_done(capture)
        self._refund(capture)

        self.assertEqual(order.payment_status, "refunded")

    def test_refund_linked_to_the_order_counts_once(self):
        order = self._create_order()
        refund_tx = self._refund(self._pay(order), 30.0)
        refund_tx.sale_order_ids = order

        self.assertEqual(order.amount_refunded, 30.0)
