from unittest.mock import patch

from dateutil.relativedelta import relativedelta

from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..common import RUNNER
from .cancellation_common import CancellationCommon


@tagged("post_install", "-at_install")
class TestVoidPayment(CancellationCommon):
    """What is blocked for a cancelled order is released, and asked for once."""

    def _void(self):
        with mute_logger(RUNNER):
            self._run_automation("void_payment")

    def _authorize_and_cancel(self):
        order = self._create_order()
        tx = self._pay(order, state="authorized")
        order._cancel_before_shipping("customer")
        return order, tx

    def test_authorized_payment_is_voided_once(self):
        _order, tx = self._authorize_and_cancel()
        calls = []

        def _void(transaction, *_args):
            calls.append(transaction)
            transaction._set_canceled(extra_allowed_states=("authorized",))
            return transaction

        with patch.object(type(tx), "_void", _void):
            self._void()
            self._void()

        self.assertEqual(calls, [tx])
        self.assertEqual(tx.state, "cancel")

    def test_payment_of_odoos_own_cancel_button_is_voided(self):
        order = self._create_order()
        tx = self._pay(order, state="authorized")
        order.action_cancel()

        self.assertTrue(self._is_due("void_payment", tx))

    def test_only_what_is_not_captured_is_voided(self):
        _order, tx = self._authorize_and_cancel()
        self._report_done(tx._create_child_transaction(40.0))
        amounts = []
        with patch.object(
            type(tx),
            "_void",
            lambda transaction, amount: amounts.append(amount) or transaction,
        ):
            self._void()

        self.assertEqual(amounts, [60.0])

    def test_provider_that_answers_later_is_not_asked_again(self):
        _order, tx = self._authorize_and_cancel()
        with patch.object(type(tx), "_void", lambda transaction, *_args: transaction):
            self._void()

        self.assertEqual(tx.void_status, "requested")
        self.assertFalse(self._is_due("void_payment", tx))

    def test_provider_that_never_answers_is_a_case_for_a_person(self):
        _order, tx = self._authorize_and_cancel()
        calls = []
        with patch.object(
            type(tx),
            "_void",
            lambda transaction, *_args: calls.append(1) or transaction,
        ):
            self._void()
            tx.sudo().void_requested_at -= relativedelta(hours=2)
            self._void()

        self.assertEqual(len(calls), 1)
        self.assertEqual(self._find_failure("void_payment", tx).state, "stuck")

    def test_payment_of_an_order_that_goes_on_is_kept(self):
        order, other = self._create_order(), self._create_order()
        tx = self._pay(order | other, state="authorized")
        (order | other).action_confirm()
        order._cancel_before_shipping("customer")

        self.assertFalse(self._is_due("void_payment", tx))

    def test_payment_of_delivered_goods_is_kept(self):
        order = self._create_order(product=self.service)
        tx = self._pay(order, state="authorized")
        order.order_line.qty_delivered = 1.0
        order._action_cancel()

        self.assertFalse(self._is_due("void_payment", tx))

    def test_refusal_goes_to_a_person(self):
        _order, tx = self._authorize_and_cancel()

        with patch.object(
            type(tx), "_send_void_request", side_effect=ValidationError("Too late")
        ):
            self._void()

        failure = self._find_failure("void_payment", tx)
        self.assertEqual(failure.state, "stuck")
        self.assertIn("Too late", failure.reason)

    def test_unknown_outcome_goes_to_a_person_and_is_never_tried_again(self):
        _order, tx = self._authorize_and_cancel()
        calls = []

        def _send_void_request(transaction):
            calls.append(transaction)
            raise ConnectionError("No answer")

        with patch.object(type(tx), "_send_void_request", _send_void_request):
            self._void()
            self._void()

        self.assertEqual(len(calls), 1)
        self.assertEqual(self._find_failure("void_payment", tx).state, "stuck")

    def test_reason_of_the_provider_stays_when_it_is_tried_again(self):
        answers = {
            "_send_void_request": ValidationError("Too late"),
            "_void": ConnectionError("No answer"),
        }
        for method, error in answers.items():
            with self.subTest(method):
                _order, tx = self._authorize_and_cancel()
                with patch.object(type(tx), method, side_effect=error):
                    self._void()
                failure = self._find_failure("void_payment", tx)

                failure.action_retry()
                self._void()

                self.assertEqual(failure.state, "stuck")
                self.assertIn(str(error), failure.reason)

    def test_reason_that_the_provider_gives_later_is_told(self):
        _order, tx = self._authorize_and_cancel()
        with patch.object(type(tx), "_send_void_request", lambda _tx: None):
            self._void()
        tx.child_transaction_ids._set_error("Settled yesterday")
        tx.sudo().void_requested_at -= relativedelta(hours=2)

        self._void()

        failure = self._find_failure("void_payment", tx)
        self.assertIn("Settled yesterday", failure.reason)

    def test_authorized_payment_of_a_good_order_stays(self):
        tx = self._pay(self._create_order(), state="authorized")

        self.assertFalse(self._is_due("void_payment", tx))

    def test_paid_order_proposes_the_refund(self):
        order = self._create_order()
        self._pay(order)

        order._cancel_before_shipping("customer")

        self.assertEqual(order.next_action_code, "return_cancelled_money")
        self.assertIn("cancelled the paid order: refund", order.next_action)

    # === RE-OPENED MEANWHILE === #

    def test_order_whose_payment_is_being_released_is_not_re_opened(self):
        for status in ("requested", "failed"):
            with self.subTest(status):
                order, tx = self._authorize_and_cancel()
                tx.sudo().void_status = status

                with self.assertRaisesRegex(UserError, tx.reference):
                    order.action_reopen()

    def test_order_that_is_not_voided_yet_is_re_opened(self):
        order, tx = self._authorize_and_cancel()

        order.action_reopen()

        self.assertEqual(order.state, "sale")
        self.assertFalse(order.cancelled_by)
        self.assertFalse(self._is_due("void_payment", tx))

    def test_quotation_whose_payment_is_being_released_is_not_confirmed(self):
        order, tx = self._authorize_and_cancel()
        order.action_draft()
        self.assertTrue(self._is_due("confirm_paid", order))

        tx.sudo().void_status = "requested"

        self.assertFalse(self._is_due("confirm_paid", order))
