from datetime import datetime, timedelta
from unittest.mock import patch

from odoo.exceptions import ValidationError
from odoo.tests import tagged

from ...models.refund.ecommerce_refund_inquiry import EcommerceRefundInquiry
from ...models.refund.rules.told_refunds import ToldRefund
from .lost_answers import LostAnswers, answer_nothing, fail_with, refuse_to_answer


@tagged("post_install", "-at_install")
class TestRefundInquiry(LostAnswers):
    """A provider that tells its refunds says what became of a lost answer."""

    def setUp(self):
        super().setUp()
        self._set_profile(tells_refunds=True)

    def _let_provider_tell(self, *told):
        """Let it tell of refunds of the payment: dictionaries, or an exception."""
        self.inquiries = []

        def tell(_inquiry, tx):
            self.inquiries.append(tx.id)
            if isinstance(told[:1] and told[0], Exception):
                raise told[0]
            return [self._build(**values) for values in told]

        self.startPatcher(
            patch.object(EcommerceRefundInquiry, "_list_demo", tell, create=True)
        )

    def _build(self, **values):
        defaults = {
            "id": "re_1",
            "amount": 100.0,
            "currency": self.env.company.currency_id.name,
            "state": "done",
            "created_at": datetime.now(),
        }
        return ToldRefund(**{**defaults, **values})

    def _lose_answer(self, answer=answer_nothing):
        """Return an order, and its refund of which the answer was lost."""
        self._let_provider(answer)
        order, payment = self._queue()
        self._send()
        self.assertEqual(payment.state, "sending")
        self.assertFalse(order.next_action_code == "decide_refund")
        self._wait(payment)
        return order, payment

    # === IT TELLS OF OURS === #

    def test_it_did_it(self):
        for answer in (answer_nothing, fail_with(500), fail_with(409)):
            with self.subTest(answer):
                order, payment = self._lose_answer(answer)
                self._let_provider_tell({"reference": payment.transaction_id.reference})
                self._retry(payment)

                self.assertEqual(payment.state, "done")
                self.assertEqual(payment.transaction_id.provider_reference, "re_1")
                self.assertEqual(order.amount_refunded, 100.0)
                credit_note = payment.refund_id.credit_note_ids
                self.assertEqual(credit_note.payment_state, "paid")
                self.assertEqual(len(self.requests), 1)
                self.assertFalse(self._find_failure("send_refund", payment))

    def test_it_did_it_and_the_worker_was_killed(self):
        self._let_provider(self._answer("done"))
        _order, payment = self._queue()
        self.world["ecommerce.refund.sender"]._prepare(payment)
        now = payment.create_date
        payment.write({"step": "sending", "sent_at": now, "asked_at": now})
        self._wait(payment)
        self._let_provider_tell({"reference": payment.transaction_id.reference})
        self._send()

        self.assertEqual(payment.state, "done")
        self.assertEqual(self.requests, [])

    def test_answer_without_sense_is_no_refusal(self):
        """An answer about another amount, a page, a list: nobody knows what it did."""
        for error in (KeyError("id"), ValueError("Expecting value")):
            with self.subTest(error):
                order, payment = self._lose_answer(refuse_to_answer(error))
                self._let_provider_tell({"reference": payment.transaction_id.reference})
                self._retry(payment)
                self.assertEqual(order.amount_refunded, 100.0)

    def test_it_is_at_it(self):
        order, payment = self._lose_answer()
        self._let_provider_tell(
            {"reference": payment.transaction_id.reference, "state": "pending"}
        )
        self._retry(payment)

        self.assertEqual(payment.state, "pending")
        self._report_done(payment.transaction_id)
        payment.transaction_id._post_process()
        self.assertEqual(order.amount_refunded, 100.0)

    def test_it_failed(self):
        for state in ("error", "cancel"):
            with self.subTest(state):
                order, payment = self._lose_answer()
                self._let_provider_tell(
                    {"reference": payment.transaction_id.reference, "state": state}
                )
                self._retry(payment)

                self.assertEqual(payment.state, "failed")
                self.assertEqual(order.next_action_code, "decide_refund")

    # === IT DIDN'T DO IT === #

    def test_what_it_did_not_do_is_sent_anew_later(self):
        order, payment = self._lose_answer()
        first_tx = payment.transaction_id
        self._let_provider_tell()
        self._retry(payment)
        self.assertEqual(payment.state, "sending", "The request may be on its way.")
        self.assertEqual(len(self.requests), 1)

        self._wait(payment, minutes=31)
        self._let_provider(self._answer("done"))
        self._retry(payment)

        self.assertEqual(payment.state, "done")
        self.assertEqual(first_tx.state, "error")
        self.assertNotEqual(payment.transaction_id, first_tx)
        self.assertEqual(order.amount_refunded, 100.0)
        self.assertEqual(len(self.requests), 1)

    def test_known_key_is_used_again_at_once_if_it_did_not_do_it(self):
        self._set_profile(key_hours=20, tells_refunds=True)
        order, payment = self._lose_answer()
        tx = payment.transaction_id
        self._retry(payment)  # repeated in vain
        self.assertEqual(len(self.requests), 2)
        payment.flush_recordset()
        payment.asked_at -= timedelta(minutes=3)
        self._let_provider_tell()
        self._let_provider(self._answer("done"))
        self._retry(payment)

        self.assertEqual(len(self.inquiries), 1)
        self.assertEqual(payment.transaction_id, tx)
        self.assertEqual(order.amount_refunded, 100.0)

    def test_errors_that_are_kept_under_a_key_need_another_one(self):
        self._set_profile(key_hours=20, keeps_errors=True, tells_refunds=True)
        _order, payment = self._lose_answer(fail_with(500))
        tx = payment.transaction_id
        self._retry(payment)  # repeated in vain
        self._wait(payment, minutes=31)
        self._let_provider_tell()
        self._let_provider(self._answer("done"))
        self._retry(payment)

        self.assertEqual(payment.state, "done")
        self.assertNotEqual(payment.transaction_id, tx)

    def test_disabled_provider_that_did_not_do_it(self):
        _order, payment = self._lose_answer()
        self.provider.state = "disabled"
        self._let_provider_tell()
        self._wait(payment, minutes=31)
        self._retry(payment)

        self.assertEqual(payment.state, "failed")

    # === NOBODY KNOWS === #

    def test_another_refund_goes_to_a_person(self):
        for told in ({"amount": 30.0}, {"reference": "R-other"}, {"created_at": None}):
            with self.subTest(told):
                order, payment = self._lose_answer()
                self._let_provider_tell(told)
                self._retry(payment)

                self.assertEqual(payment.state, "unknown")
                self.assertEqual(order.next_action_code, "decide_refund")
                self.assertEqual(len(self.requests), 1)

    def test_refunds_that_are_known_are_not_ours(self):
        order, payment = self._lose_answer()
        older = order.sudo().transaction_ids._create_child_transaction(
            100.0, is_refund=True, provider_reference="re_1"
        )
        older.flush_recordset()
        self.env.cr.execute(
            "UPDATE payment_transaction SET create_date = create_date - "
            "interval '1 day' WHERE id = %s",
            [older.id],
        )
        older.invalidate_recordset()
        self._let_provider_tell({})
        self._retry(payment)

        self.assertEqual(payment.state, "sending", "It didn't do it yet.")

    def test_refund_of_another_that_waits_is_not_ours(self):
        self._let_provider(answer_nothing)
        order = self._create_shipped_order()
        refunds = [self._request(order, quantity=1.0) for _number in range(2)]
        first, second = (refund.sudo().payment_ids for refund in refunds)
        self._send()
        for payment in (first, second):
            self._wait(payment)
        self._let_provider_tell(
            {"amount": 50.0, "reference": second.transaction_id.reference}
        )
        self._retry(first)
        self._retry(second)

        self.assertEqual(first.state, "sending")
        self.assertEqual(second.state, "done")
        self.assertEqual(order.amount_refunded, 50.0)

    def test_it_does_not_answer_for_half_a_day(self):
        _order, payment = self._lose_answer()
        self._let_provider_tell(ValidationError("Not today"))
        self._retry(payment)
        self.assertEqual(payment.state, "sending")
        self.assertIn("Not today", self._find_failure("send_refund", payment).reason)

        self._wait(payment, hours=13)
        self._retry(payment)
        self.assertEqual(payment.state, "unknown")
        self.assertEqual(len(self.requests), 1)

    def test_disabled_provider_that_may_have_done_it(self):
        """What was sent may be done: it is no refusal that it can't be repeated."""
        self._set_profile(key_hours=20)
        _order, payment = self._lose_answer()
        self.provider.state = "disabled"
        self._retry(payment)

        self.assertEqual(payment.state, "unknown")
