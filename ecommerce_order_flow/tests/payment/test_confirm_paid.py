from unittest.mock import patch

from dateutil.relativedelta import relativedelta

from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..common import RUNNER, OrderFlowCommon

TRANSACTION = "odoo.addons.ecommerce_order_flow.models.payment.payment_transaction"


@tagged("post_install", "-at_install")
class TestConfirmPaid(OrderFlowCommon):
    """A paid order is confirmed, once, whatever else goes wrong."""

    def _report_payment(self, order, state="done", **values):
        """Let the provider report a payment that nobody processes."""
        tx = self._create_tx(order, **values)
        if state == "authorized":
            self._authorize(tx)
        else:
            self._report_done(tx)
        return tx

    def _confirm_with_error(self):
        error = UserError("The addon is broken")

        def fail(orders):
            if orders:
                raise error

        return patch.object(self.registry["sale.order"], "_action_confirm", fail)

    # === IN THE REQUEST === #

    def test_payment_confirms_the_order_at_once(self):
        order = self._create_order()

        self._pay(order)

        self.assertEqual(order.state, "sale")

    def test_authorization_confirms_the_order_at_once(self):
        order = self._create_order()

        self._pay(order, state="authorized")

        self.assertEqual(order.state, "sale")

    def test_error_after_the_confirmation_does_not_undo_it(self):
        order = self._create_order()

        with (
            patch.object(
                self.registry["payment.transaction"],
                "_create_payment",
                side_effect=UserError("No journal"),
            ),
            mute_logger(TRANSACTION),
        ):
            tx = self._pay(order)

        self.assertEqual(order.state, "sale")
        self.assertTrue(order.picking_ids)
        self.assertFalse(tx.is_post_processed)

    def test_error_in_the_confirmation_does_not_keep_the_payment_unbooked(self):
        order = self._create_order()

        with self._confirm_with_error(), mute_logger(TRANSACTION):
            tx = self._pay(order)

        self.assertEqual(order.state, "draft")
        self.assertTrue(tx.payment_id)

    def test_too_little_does_not_confirm_even_if_no_payment_is_required(self):
        order = self._create_order(require_payment=False)

        self._pay(order, amount=1.0)

        self.assertEqual(order.state, "draft")

    def test_deposit_confirms_if_the_order_asks_for_no_more(self):
        order = self._create_order(prepayment_percent=0.3)

        self._pay(order, amount=30.0)

        self.assertEqual(order.state, "sale")

    def test_payment_processed_twice_changes_nothing(self):
        order = self._create_order()
        tx = self._pay(order)

        tx._post_process()

        self.assertEqual(len(order.picking_ids), 1)
        self.assertEqual(len(tx.payment_id), 1)

    def test_backend_orders_are_confirmed_as_ever(self):
        order = self._create_order(website_id=False)

        self._pay(order)

        self.assertEqual(order.state, "sale")
        self.assertTrue(order.message_ids.notification_ids)

    # === BY THE AUTOMATIONS === #

    def test_paid_order_that_nobody_confirmed_is_found(self):
        order = self._create_order()
        self._report_payment(order)

        self._run_automation("confirm_paid")

        self.assertEqual(order.state, "sale")
        self.assertEqual(len(order.picking_ids), 1)

    def test_authorized_order_that_nobody_confirmed_is_found(self):
        order = self._create_order()
        self._report_payment(order, state="authorized")

        self._run_automation("confirm_paid")

        self.assertEqual(order.state, "sale")

    def test_orders_paid_by_one_transaction_are_all_confirmed(self):
        orders = self._create_order() + self._create_order()
        self._report_payment(orders)

        self._run_automation("confirm_paid")

        self.assertEqual(orders.mapped("state"), ["sale", "sale"])

    def test_unpaid_orders_are_left_alone(self):
        order = self._create_order()
        self._report_payment(order, amount=99.0)

        self._run_automation("confirm_paid")

        self.assertEqual(order.state, "draft")

    def test_payment_from_before_the_automations_is_left_alone(self):
        order = self._create_order()
        self._report_payment(order)
        self.website.automations_since = fields.Datetime.now() + relativedelta(hours=1)

        self._run_automation("confirm_paid")

        self.assertEqual(order.state, "draft")

    def test_backend_orders_are_left_alone(self):
        order = self._create_order(website_id=False)
        self._report_payment(order)

        self._run_automation("confirm_paid")

        self.assertEqual(order.state, "draft")

    def test_error_is_noted_and_mended_by_itself(self):
        order = self._create_order()
        self._report_payment(order)
        with self._confirm_with_error(), mute_logger(RUNNER):
            self._run_automation("confirm_paid")
        failure = self._find_failure("confirm_paid", order)
        self.assertEqual(failure.reason, "The addon is broken")
        failure.sudo().next_attempt = False

        self._run_automation("confirm_paid")

        self.assertEqual(order.state, "sale")
        self.assertFalse(failure.exists())

    # === PAYMENTS NOBODY PROCESSED === #

    def test_payment_is_booked_if_the_customer_never_came_back(self):
        tx = self._report_payment(self._create_order())
        tx.last_state_change -= relativedelta(minutes=2)
        self.website.automations_since -= relativedelta(hours=1)

        self._run_automation("process_payment")

        self.assertTrue(tx.is_post_processed)
        self.assertTrue(tx.payment_id)

    def test_customer_gets_a_minute_to_come_back(self):
        tx = self._report_payment(self._create_order())

        self._run_automation("process_payment")

        self.assertFalse(tx.is_post_processed)

    def test_payment_that_cannot_be_booked_is_noted(self):
        tx = self._report_payment(self._create_order())
        tx.last_state_change -= relativedelta(minutes=2)
        self.website.automations_since -= relativedelta(hours=1)

        with (
            patch.object(
                self.registry["payment.transaction"],
                "_create_payment",
                side_effect=UserError("No journal"),
            ),
            mute_logger(RUNNER, TRANSACTION),
        ):
            self._run_automation("process_payment")

        failure = self._find_failure("process_payment", tx)
        self.assertEqual(failure.reason, "No journal")
        self.assertEqual(failure.order_id, tx.sale_order_ids)

    # === SOLD OUT === #

    def _create_last_lantern(self):
        product = self._create_product(name="Last lantern", taxes_id=False)
        product.allow_out_of_stock_order = False
        self._add_product_qty_to_wh(product.id, 2, self.warehouse.lot_stock_id.id)
        return product

    def test_paid_order_of_sold_out_goods_is_a_case(self):
        product = self._create_last_lantern()
        order = self._create_order(product)
        self._create_order(product).action_confirm()

        self._pay(order)
        with mute_logger(RUNNER):
            self._run_automation("confirm_paid")

        failure = self._find_failure("confirm_paid", order)
        self.assertEqual(order.state, "draft")
        self.assertEqual((failure.issue, failure.state), ("out_of_stock", "stuck"))
        self.assertIn("Last lantern", failure.reason)
        self.assertEqual(order.next_action_code, "accept")

    def test_of_two_paid_orders_the_first_gets_the_last_goods(self):
        product = self._create_last_lantern()
        orders = self._create_order(product) + self._create_order(product)
        for order in orders:
            self._report_payment(order)

        with mute_logger(RUNNER):
            self._run_automation("confirm_paid")

        self.assertEqual(orders.mapped("state"), ["sale", "draft"])

    def test_sold_out_goods_that_may_be_ordered_are_no_case(self):
        product = self._create_last_lantern()
        product.allow_out_of_stock_order = True
        order = self._create_order(product, quantity=5)

        self._pay(order)

        self.assertEqual(order.state, "sale")

    def test_case_goes_when_a_person_confirms(self):
        product = self._create_last_lantern()
        order = self._create_order(product, quantity=5)
        self._pay(order)
        with mute_logger(RUNNER):
            self._run_automation("confirm_paid")

        order.action_confirm()
        self._run_automation("confirm_paid")

        self.assertFalse(self._find_failure("confirm_paid", order))
        self.assertFalse(order.activity_ids)

    # === PAYMENTS THAT DON'T FIT === #

    def _check_case(self, order):
        with mute_logger(RUNNER):
            self._run_automation("check_payment")
        return self._find_failure("check_payment", order).issue

    def test_order_paid_as_it_should_be_is_no_case(self):
        order = self._create_order()
        self._pay(order)

        self.assertFalse(self._check_case(order))

    def test_order_of_another_amount_than_the_payment_is_a_case(self):
        order = self._create_order()
        self._pay(order, amount=60.0)

        self.assertEqual(self._check_case(order), "paid_too_little")

    def test_payment_of_more_than_the_order_is_a_case(self):
        order = self._create_order()
        self._pay(order, amount=120.0)

        self.assertEqual(self._check_case(order), "paid_too_much")

    def test_order_paid_twice_is_a_case(self):
        order = self._create_order()
        self._pay(order)
        self._pay(order)

        self.assertEqual(self._check_case(order), "paid_twice")

    def test_order_paid_after_its_cancellation_is_a_case(self):
        order = self._create_order()
        order._action_cancel()
        self._pay(order)

        self.assertEqual(self._check_case(order), "paid_after_cancellation")

    def test_case_goes_with_the_refund(self):
        order = self._create_order()
        self._pay(order)
        self._refund(self._pay(order))

        self.assertFalse(self._check_case(order))

    def test_paid_order_is_re_opened(self):
        order = self._create_order()
        order._action_cancel()
        self._pay(order)

        order.action_reopen()

        self.assertEqual(order.state, "sale")
        self.assertFalse(self._check_case(order))

    def test_order_is_not_re_opened_if_its_goods_are_sold_out(self):
        product = self._create_last_lantern()
        order = self._create_order(product)
        order._action_cancel()
        self._create_order(product).action_confirm()

        with self.assertRaisesRegex(UserError, "Last lantern"):
            order.action_reopen()
