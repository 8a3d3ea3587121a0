import socket
from contextlib import closing
from unittest.mock import patch

import requests

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.sql_db import db_connect
from odoo.tests import tagged

from ...models.engine.claims import claimed
from ...models.refund.payment_provider import IDEMPOTENCY_KEY
from .lost_answers import NOT_REACHED, LostAnswers, answer_nothing, fail_with


@tagged("post_install", "-at_install")
class TestSendRefund(LostAnswers):
    """Providers are asked once; nobody asks blindly whether they did it."""

    def test_answer_that_comes_later(self):
        self._let_provider(self._answer("draft"))
        order, payment = self._queue()
        self._send()
        self.assertEqual(payment.state, "pending")
        self.assertEqual(order.amount_refunded, 0.0)

        self._report_done(payment.transaction_id)
        payment.transaction_id._post_process()

        self.assertEqual(payment.state, "done")
        self.assertEqual(order.amount_refunded, 100.0)
        self.assertEqual(payment.refund_id.credit_note_ids.payment_state, "paid")

    def test_later_answer_that_says_no(self):
        self._let_provider(self._answer("pending"))
        order, payment = self._queue()
        self._send()

        payment.transaction_id._set_error("Account closed")

        self.assertEqual(payment.state, "failed")
        self.assertEqual(order.next_action_code, "decide_refund")

    def test_refunds_of_an_order_that_another_worker_is_at_wait(self):
        self._let_provider(self._answer("done"))
        order, payment = self._queue()
        with (
            closing(db_connect(self.env.cr.dbname).cursor()) as other,
            claimed(other, "send_refund", order.ids),
        ):
            self._send()
        self.assertFalse(self.requests)

        self._send()

        self.assertEqual(payment.state, "done")

    def test_refusal_goes_to_a_person_who_sends_it_again(self):
        self._let_provider(self._answer("error", "Too old"))
        order, payment = self._queue()
        self._send()
        self.assertEqual(payment.state, "failed")
        self.assertIn("Too old", order.next_action)

        self._let_provider(self._answer("done"))
        payment.with_user(self.staff).action_send_again()
        self._send()

        self.assertEqual(payment.state, "done")
        self.assertEqual(order.amount_refunded, 100.0)

    def test_person_is_asked_until_somebody_has_decided(self):
        for answer, words in (
            (self._answer("error", "Too old"), "Too old"),
            (answer_nothing, "It is unknown whether"),
        ):
            with self.subTest(words):
                self._let_provider(answer)
                _order, payment = self._queue()
                for _run in range(3):
                    self._send()
                    self._wait(payment)

                failure = self._find_failure("send_refund", payment)
                self.assertIn(words, failure.reason)
                self.assertEqual(failure.state, "stuck")

    def test_decision_settles_the_failure(self):
        self._let_provider(answer_nothing)
        _order, payment = self._queue()
        self._send()

        payment.with_user(self.staff).action_did_not_go_through()
        self._send()
        failure = self._find_failure("send_refund", payment)
        self.assertIn("not found at the provider", failure.reason)

        payment.with_user(self.staff).action_transfer_instead()
        self._send()
        self.assertFalse(self._find_failure("send_refund", payment))

    def test_discarded_refund_asks_nobody_and_promises_nothing(self):
        self._let_provider(self._answer("error"))
        order, payment = self._queue()
        self._send()

        payment.with_user(self.staff).action_discard()
        self._send()
        self._run_automation("send_refund_mail")

        self.assertFalse(self._find_failure("send_refund", payment))
        self.assertNotEqual(order.next_action_code, "decide_refund")
        refund = payment.refund_id
        self.assertEqual(refund.state, "discarded")
        self.assertFalse(refund.flow_notification_ids)
        notifier = self.world["ecommerce.refund.notifier"]
        self.assertEqual(notifier._get_refunds(order), [])
        self.assertIn("discarded", refund.message_ids[:1].body)

    def test_refused_money_that_went_back_otherwise_is_not_sent_again(self):
        self._let_provider(self._answer("error"))
        order, payment = self._queue()
        self._send()
        self._refund(order.sudo().transaction_ids)

        for method in ("action_send_again", "action_transfer_instead"):
            with self.assertRaisesRegex(UserError, "in another way"):
                getattr(payment.with_user(self.staff), method)()

    def test_nobody_writes_what_the_outbox_does(self):
        self._let_provider(self._answer("done"))
        _order, payment = self._queue()
        for values in ({"step": "queued"}, {"amount": 1.0}, {"transaction_id": False}):
            with self.assertRaises(AccessError):
                payment.with_user(self.staff).write(values)

    def test_refusal_by_an_error(self):
        for error in (fail_with(400), fail_with(402), fail_with(404)):
            with self.subTest(error):
                self._let_provider(error)
                _order, payment = self._queue()
                self._send()
                self.assertEqual(payment.state, "failed")

    def test_refused_money_is_transferred(self):
        self._let_provider(self._answer("error"))
        order, payment = self._queue()
        self._send()

        payment.with_user(self.staff).action_transfer_instead()

        self.assertEqual(order.next_action_code, "transfer_refund")

    def test_no_answer_is_never_asked_again(self):
        for error in (answer_nothing, fail_with(500), fail_with(409)):
            with self.subTest(error):
                self._let_provider(error)
                order, payment = self._queue()
                self._send()
                self._wait(payment)
                self._send()

                self.assertEqual(len(self.requests), 1)
                self.assertEqual(payment.state, "unknown")
                self.assertEqual(order.next_action_code, "decide_refund")
                with self.assertRaises(UserError):
                    self._request(order, amount=1.0)

    def test_provider_that_nobody_reaches_is_tried_again(self):
        """Nothing was sent: that is no lost answer."""
        with socket.socket() as closed:
            closed.bind(("127.0.0.1", 0))
            url = f"http://127.0.0.1:{closed.getsockname()[1]}"

        def find_nobody(_tx):
            try:
                requests.post(url, timeout=10)
            except requests.exceptions.ConnectionError as error:
                raise ValidationError(NOT_REACHED) from error

        self._let_provider(find_nobody)
        order, payment = self._queue()
        self._send()
        self.assertEqual(payment.state, "queued")
        tx = payment.transaction_id

        self._let_provider(self._answer("done"))
        self._retry(payment)

        self.assertEqual(payment.state, "done")
        self.assertEqual(payment.transaction_id, tx)
        self.assertEqual(order.amount_refunded, 100.0)

    def test_booking_that_failed_is_tried_again(self):
        self._let_provider(self._answer("done"))
        _order, payment = self._queue()
        transactions = self.registry["payment.transaction"]
        closed = UserError("The period is closed")

        with patch.object(transactions, "_post_process", side_effect=closed):
            self._send()
            self._send()
        self.assertEqual(payment.state, "done")
        self.assertIn("closed", self._find_failure("send_refund", payment).reason)
        self._retry(payment)

        self.assertEqual(len(self.requests), 1)
        self.assertTrue(payment.transaction_id.payment_id)
        self.assertFalse(self._find_failure("send_refund", payment))

    def test_killed_while_asking(self):
        self._let_provider(self._answer("done"))
        _order, payment = self._queue()
        sender = self.world["ecommerce.refund.sender"]
        sender._prepare(payment)
        now = payment.create_date
        payment.write({"step": "sending", "sent_at": now, "asked_at": now})

        self._send()
        self.assertEqual(payment.state, "sending", "Somebody may be at it.")
        self._wait(payment)
        self._send()

        self.assertEqual(self.requests, [])
        self.assertEqual(payment.state, "unknown")

    def test_unknown_one_went_through(self):
        self._let_provider(answer_nothing)
        order, payment = self._queue()
        self._send()

        payment.with_user(self.staff).action_went_through()

        self.assertEqual(payment.state, "done")
        self.assertEqual(order.amount_refunded, 100.0)
        self.assertEqual(payment.refund_id.credit_note_ids.payment_state, "paid")

    def test_unknown_one_did_not_go_through(self):
        self._let_provider(answer_nothing)
        order, payment = self._queue()
        self._send()

        payment.with_user(self.staff).action_did_not_go_through()
        self.assertEqual(payment.state, "failed")

        self._let_provider(self._answer("done"))
        payment.with_user(self.staff).action_send_again()
        self._send()
        self.assertEqual(order.amount_refunded, 100.0)

    def test_provider_that_reports_an_unknown_one(self):
        self._let_provider(answer_nothing)
        order, payment = self._queue()
        self._send()

        self._report_done(payment.transaction_id)
        payment.transaction_id._post_process()

        self.assertEqual(payment.state, "done")
        self.assertEqual(order.amount_refunded, 100.0)

    def test_repeated_under_its_key(self):
        self._set_profile(key_hours=20)
        keys = []

        def note_key_and_answer_nothing(tx):
            keys.append(tx.env.context.get(IDEMPOTENCY_KEY))
            answer_nothing(tx)

        self._let_provider(note_key_and_answer_nothing)
        order, payment = self._queue()
        self._send()
        self.assertEqual(payment.state, "sending")
        self._wait(payment)
        self._let_provider(
            lambda tx: (
                keys.append(tx.env.context.get(IDEMPOTENCY_KEY)),
                tx._set_done(),
            )
        )
        self._retry(payment)

        self.assertEqual(payment.state, "done")
        self.assertEqual(len(set(keys)), 1)
        self.assertEqual(len(keys), 2)
        self.assertEqual(order.amount_refunded, 100.0)

    def test_key_that_the_provider_forgot(self):
        self._set_profile(key_hours=20)
        self._let_provider(answer_nothing)
        _order, payment = self._queue()
        self._send()
        self._wait(payment, hours=21)
        self._retry(payment)

        self.assertEqual(len(self.requests), 1)
        self.assertEqual(payment.state, "unknown")

    def test_provider_that_was_disabled_meanwhile(self):
        self._let_provider(self._answer("done"))
        _order, payment = self._queue()
        self.provider.state = "disabled"

        self._send()

        self.assertEqual(self.requests, [])
        self.assertEqual(payment.state, "failed")
        self.assertFalse(payment.transaction_id)

    def test_one_bad_refund_does_not_stop_the_others(self):
        def refuse_small(tx):
            if tx.amount > -60:
                raise ValueError("Broken")
            tx._set_done()

        self._let_provider(refuse_small)
        _order, bad = self._queue()
        bad.amount = 50.0
        _order, good = self._queue()
        self._send()

        self.assertEqual(bad.state, "unknown")
        self.assertEqual(good.state, "done")
