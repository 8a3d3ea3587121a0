"""What becomes of the customer's money when an order is cancelled.

=========================  ======  ======  ==========================  ==============
Payments                   Placed  Voided  Next action                 Customer reads
=========================  ======  ======  ==========================  ==============
none, confirmed            yes     no      cancelled
none, a cart               no      no      cancelled
authorized                 yes     yes     void                        released
authorized, sold out       yes     yes     void                        released
authorized, part captured  yes     yes     return_cancelled_money      both
authorized with another    yes     no      cancelled
order that goes on
paid                       yes     no      return_cancelled_money      to be refunded
paid, sold out             yes     no      return_cancelled_money      to be refunded
paid, a part refunded      yes     no      return_cancelled_money      to be refunded
paid and refunded          yes     no      cancelled                   was refunded
paid, sold out, refunded   yes     no      cancelled                   was refunded
wire transfer pending      yes     no      wait_for_cancelled_payment  don't pay
cash on delivery pending   yes     no      cancelled
=========================  ======  ======  ==========================  ==============

Each row is a test. What comes after the cancellation is tested below.
"""

from odoo.tests import tagged
from odoo.tools import mute_logger

from ..common import RUNNER
from .cancellation_common import CancellationCommon

RELEASED = "on your card or account will be released and not charged."
WILL_BE_REFUNDED = "within 14 days, in the way that you paid."
WAS_REFUNDED = "We have already refunded your payment of"
DO_NOT_PAY = "Please do not pay anymore."
SENTENCES = {RELEASED, WILL_BE_REFUNDED, WAS_REFUNDED, DO_NOT_PAY}


@tagged("post_install", "-at_install")
class TestCancelledMoney(CancellationCommon):
    """Money of a cancelled order is released, given back, or waited for."""

    def _create_sold_out_order(self, state="done"):
        """Return an order that was paid but can't be served, and its payment."""
        product = self._create_product(
            name="Sold-out lantern",
            list_price=50.0,
            taxes_id=False,
            is_storable=True,
            allow_out_of_stock_order=False,
        )
        order = self._create_order(product)
        return order, self._pay(order, state=state)

    def _read_money(self, order):
        """Return what the page and the mail say about the money, in one line."""
        text = self.env["ir.qweb"]._render(
            "ecommerce_order_flow.cancellation_money", {"order": order.sudo()}
        )
        return " ".join(str(text).split())

    def assertMoney(self, order, next_action, *sentences, voided=None, placed=True):
        """Cancel the order, and compare with a row of the table."""
        self.assertEqual(
            self.env["ecommerce.cancellation.check"]._is_placed(order), placed
        )
        before = self._read_money(order)

        order.action_cancel()

        self.assertEqual(bool(order.cancelled_by), placed)
        for tx in self._arrange(order).transaction_ids:
            self.assertEqual(self._is_due("void_payment", tx), tx == voided)
        self.assertEqual(order.next_action_code, next_action)
        for text in (before, self._read_money(order)):
            self.assertEqual({s for s in SENTENCES if s in text}, set(sentences))

    # === THE TABLE === #

    def test_unpaid_order(self):
        self.assertMoney(self._create_confirmed_order(), "cancelled")

    def test_cart(self):
        self.assertMoney(self._create_order(), "cancelled", placed=False)

    def test_authorized_order(self):
        order = self._create_order()
        tx = self._pay(order, state="authorized")

        self.assertMoney(order, "void", RELEASED, voided=tx)

    def test_authorized_order_that_is_sold_out(self):
        order, tx = self._create_sold_out_order(state="authorized")
        self.assertEqual(order.state, "draft")

        self.assertMoney(order, "void", RELEASED, voided=tx)

    def test_authorized_order_of_which_a_part_is_captured(self):
        order = self._create_order()
        tx = self._pay(order, state="authorized")
        self._report_done(tx._create_child_transaction(40.0))

        self.assertMoney(
            order, "return_cancelled_money", RELEASED, WILL_BE_REFUNDED, voided=tx
        )

    def test_order_authorized_together_with_one_that_goes_on(self):
        order, other = self._create_order(), self._create_order()
        self._pay(order | other, state="authorized")
        (order | other).action_confirm()

        self.assertMoney(order, "cancelled")

    def test_paid_order(self):
        order = self._create_order()
        self._pay(order)

        self.assertMoney(order, "return_cancelled_money", WILL_BE_REFUNDED)

    def test_paid_order_that_is_sold_out(self):
        order, _tx = self._create_sold_out_order()

        self.assertMoney(order, "return_cancelled_money", WILL_BE_REFUNDED)

    def test_paid_order_of_which_a_part_was_refunded(self):
        order = self._create_order()
        self._refund(self._pay(order), 40.0)

        self.assertMoney(order, "return_cancelled_money", WILL_BE_REFUNDED)

    def test_refunded_order(self):
        order = self._create_order()
        self._refund(self._pay(order))

        self.assertMoney(order, "cancelled", WAS_REFUNDED)

    def test_refunded_order_that_is_sold_out(self):
        order, tx = self._create_sold_out_order()
        self._refund(tx)

        self.assertMoney(order, "cancelled", WAS_REFUNDED)

    def test_order_that_waits_for_a_wire_transfer(self):
        order = self._create_order()
        self._choose_offline_payment(order, "wire_transfer")

        self.assertMoney(order, "wait_for_cancelled_payment", DO_NOT_PAY)

    def test_order_that_is_paid_at_the_door(self):
        order = self._create_order()
        self._choose_offline_payment(order, "cash_on_delivery")

        self.assertMoney(order, "cancelled")

    # === AFTER THE CANCELLATION === #

    def test_cart_that_is_authorized_after_its_cancellation_is_voided(self):
        cart = self._create_order()
        cart._action_cancel()

        tx = self._pay(cart, state="authorized")

        self.assertTrue(self._is_due("void_payment", tx))

    def test_pending_payment_that_is_authorized_after_the_cancellation_is_voided(self):
        order = self._create_order()
        tx = self._pay(order, state="pending")
        order._action_cancel()

        self._authorize(tx)

        self.assertTrue(self._is_due("void_payment", tx))

    def test_pending_payment_that_comes_after_the_cancellation_is_a_case(self):
        order = self._create_order()
        tx = self._choose_offline_payment(order, "wire_transfer")
        order._action_cancel()

        self._report_done(tx)
        tx._post_process()
        with mute_logger(RUNNER):
            self._run_automation("check_payment")

        failure = self._find_failure("check_payment", order)
        self.assertEqual(failure.issue, "paid_after_cancellation")
        self.assertEqual(order.next_action_code, "return_cancelled_money")

    def test_cart_from_before_the_automations_is_left_alone(self):
        cart = self._create_order()
        cart._action_cancel()
        tx = self._pay(cart, state="authorized")

        self.website.automations_since = tx.last_state_change.replace(year=2100)

        self.assertFalse(self._is_due("void_payment", tx))

    def test_backend_order_keeps_its_authorization(self):
        order = self._create_order(website_id=False)
        tx = self._pay(order, state="authorized")
        self._arrange(order)._action_cancel()

        self.assertFalse(self._is_due("void_payment", tx))

    def test_staff_cancels_what_is_sold_out_before_shipping(self):
        order, tx = self._create_sold_out_order(state="authorized")

        run = self._cancel_by_staff(order)

        self.assertEqual(run.done_count, 1)
        self.assertEqual(order.state, "cancel")
        self.assertTrue(self._is_due("void_payment", tx))
