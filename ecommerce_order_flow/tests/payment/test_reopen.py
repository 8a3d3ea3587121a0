"""When a cancelled order can be confirmed after all.

==================================  =========  ==========================
The customer                        Re-opened  Staff reads
==================================  =========  ==========================
paid                                yes
authorized                          yes
paid too much                       yes
owes nothing: the order is free     yes
paid the deposit that was asked     yes
never paid                          no         $0.00 of $100.00 were received
paid a part                         no         $40.00 of $100.00 were received
paid, and has it back               no         $100.00 went back
paid, and has a part back           no         $70.00 of $100.00 were received
has a wire transfer on the way      no         $0.00 of $100.00 were received
has a voided authorization          no         $0.00 of $100.00 were received
==================================  =========  ==========================
"""

from odoo.exceptions import UserError
from odoo.tests import tagged

from ..common import OrderFlowCommon


@tagged("post_install", "-at_install")
class TestReopen(OrderFlowCommon):
    """An order goes on after its cancellation only if its money is there."""

    def assertReopened(self, order):
        order._action_cancel()

        order.action_reopen()

        self.assertEqual(order.state, "sale")

    def assertNotReopened(self, order, reason):
        order._action_cancel()

        with self.assertRaises(UserError) as refusal:
            order.action_reopen()

        self.assertIn(reason, str(refusal.exception).replace("\N{NO-BREAK SPACE}", ""))

    def test_paid_order(self):
        order = self._create_order()
        self._pay(order)

        self.assertReopened(order)

    def test_authorized_order(self):
        order = self._create_order()
        self._pay(order, state="authorized")

        self.assertReopened(order)

    def test_order_whose_deposit_is_invoiced(self):
        order = self._create_order()
        self._pay(order)
        self._invoice_down_payment(order, 20.0)

        self.assertReopened(order)

        self.assertEqual(order.payment_status, "paid")
        self.assertEqual(order.amount_owed, 0.0)

    def test_overpaid_order(self):
        order = self._create_order()
        self._pay(order, amount=120.0)

        self.assertReopened(order)

    def test_free_order(self):
        order = self._create_confirmed_order()
        self._arrange(order).order_line.price_unit = 0.0

        self.assertReopened(order)

    def test_order_with_its_deposit(self):
        order = self._create_order(prepayment_percent=0.3)
        self._pay(order, amount=30.0)

        self.assertReopened(order)

    def test_unpaid_order(self):
        order = self._create_confirmed_order()

        self.assertNotReopened(order, "$0.00 of $100.00 were received")

    def test_order_of_which_a_part_is_paid(self):
        order = self._create_order()
        self._pay(order, amount=40.0)

        self.assertNotReopened(order, "$40.00 of $100.00 were received")

    def test_refunded_order(self):
        order = self._create_order()
        self._refund(self._pay(order))

        self.assertNotReopened(order, "$100.00 were refunded")

    def test_order_of_which_a_part_is_refunded(self):
        order = self._create_order()
        self._refund(self._pay(order), 30.0)

        self.assertNotReopened(order, "$70.00 of $100.00 were received")

    def test_order_that_waits_for_a_wire_transfer(self):
        order = self._create_order()
        self._choose_offline_payment(order, "wire_transfer")

        self.assertNotReopened(order, "$0.00 of $100.00 were received")

    def test_order_whose_payment_was_released(self):
        order = self._create_order()
        tx = self._pay(order, state="authorized")
        tx._set_canceled()

        self.assertNotReopened(order, "$0.00 of $100.00 were received")

    def test_locked_order(self):
        order = self._create_order()
        self._pay(order)
        order._action_cancel()
        order.action_lock()

        with self.assertRaisesRegex(UserError, "unlock it"):
            order.action_reopen()

    def test_order_that_is_refused_stays_cancelled(self):
        order = self._create_confirmed_order()

        self.assertNotReopened(order, "is not paid")

        self.assertEqual(order.state, "cancel")
