from odoo.tests import tagged
from odoo.tools import mute_logger

from ..common import RUNNER
from .work_list_common import WorkListCommon


@tagged("post_install", "-at_install")
class TestUnderpaidOrders(WorkListCommon):
    """What is paid in part waits, unless somebody accepts that."""

    def _check_payments(self):
        with mute_logger(RUNNER):
            self._run_automation("check_payment")
        self.env.invalidate_all()

    def _pay_a_little(self, order):
        self._register_payment(self._invoice(order), 0.01)

    def test_a_cent_ships_nothing(self):
        order = self._create_confirmed_order()
        self._pay_a_little(order)
        transfer = self._get_transfers(order)

        run = self._run("ship", transfer)

        self.assertEqual(transfer.shipping_blocker, "payment")
        self.assertIn("99.99", self._get_problems(run)[transfer])
        self.assertIn("99.99", self._arrange(order).next_action)

    def test_part_of_an_authorization_ships_nothing(self):
        order = self._create_order()
        tx = self._pay(order, state="authorized")
        part = tx._create_child_transaction(1.0)
        self._report_done(part)
        tx._set_canceled()

        self.assertEqual(self._get_transfers(order).shipping_blocker, "payment")

    def test_deposit_that_was_agreed_ships(self):
        order = self._create_order(prepayment_percent=0.3)
        self._pay(order, 30.0)

        self.assertFalse(self._get_transfers(order).shipping_blocker)

    def test_who_ignores_the_failure_ships(self):
        order = self._create_confirmed_order()
        self._pay_a_little(order)
        self._check_payments()
        self._arrange(order).flow_failure_ids.action_ignore()

        self.assertFalse(self._get_transfers(order).shipping_blocker)

    def test_who_confirms_a_partial_payment_ships(self):
        order = self._create_order()
        self._pay(order, 60.0)
        self._check_payments()
        self._arrange(order).action_confirm()

        self.assertFalse(self._get_transfers(order).shipping_blocker)

    def test_other_sum_is_asked_about_anew(self):
        order = self._create_order()
        self._pay(order, 60.0)
        self._check_payments()
        self._arrange(order).action_confirm()
        self._arrange(order).order_line.product_uom_qty = 3.0

        self.assertEqual(self._get_transfers(order).shipping_blocker, "payment")
