from odoo.tests import tagged

from .lost_answers import LostAnswers, answer_nothing

REFUNDED, NOT_REFUNDED = 100.0, 0.0


@tagged("post_install", "-at_install")
class TestRefundReports(LostAnswers):
    """What providers report of a refund counts, whenever and how often they do."""

    def _refund_done(self):
        self._let_provider(self._answer("done"))
        order, payment = self._queue()
        self._send()
        self.assertEqual(order.amount_refunded, REFUNDED)
        return order, payment

    def _fail_later(self, payment):
        """Report as Stripe does that a card was closed."""
        payment.transaction_id._set_error("Closed", extra_allowed_states=("done",))
        payment.transaction_id._post_process()

    def _get_balances(self):
        """Return the balance of each account, which salespeople can't read."""
        self.env.flush_all()
        groups = (
            self.env["account.move.line"]
            .sudo()
            ._read_group(
                [
                    ("parent_state", "=", "posted"),
                    ("company_id", "=", self.env.company.id),
                ],
                ["account_id"],
                ["balance:sum"],
            )
        )
        return {account: round(balance, 2) for account, balance in groups}

    # === LATER ANSWERS === #

    def test_reported_twice_it_is_booked_once(self):
        order, payment = self._refund_done()
        booked = payment.transaction_id.payment_id
        balances = self._get_balances()

        for _time in range(2):
            self._report_done(payment.transaction_id)
            payment.transaction_id._post_process()

        self.assertEqual(payment.transaction_id.payment_id, booked)
        self.assertEqual(self._get_balances(), balances)
        self.assertEqual(order.amount_refunded, REFUNDED)

    def test_success_and_then_failure(self):
        order, payment = self._refund_done()
        self._fail_later(payment)

        self.assertEqual(payment.state, "failed")
        self.assertEqual(order.amount_refunded, NOT_REFUNDED)
        self.assertEqual(order.next_action_code, "decide_refund")
        self.assertEqual(payment.refund_id.credit_note_ids.payment_state, "not_paid")
        self.assertEqual(self._get_receivable(order), -100.0)

    def _give_outstanding_account(self):
        """Let payments by the provider have entries, until the bank confirms them."""
        account = self.world["account.account"].create(
            {
                "name": "Outstanding",
                "code": "OUTST",
                "account_type": "asset_current",
                "reconcile": True,
            }
        )
        lines = self.provider.journal_id.inbound_payment_method_line_ids
        lines.payment_account_id = account
        return account

    def test_failure_takes_back_what_was_booked(self):
        outstanding = self._give_outstanding_account()
        self._let_provider(self._answer("pending"))
        _order, payment = self._queue()
        self._send()
        before = self._get_balances()
        self._report_done(payment.transaction_id)
        payment.transaction_id._post_process()
        booked = self._get_balances()[outstanding] - before.get(outstanding, 0.0)
        self.assertEqual(booked, -100.0)

        self._fail_later(payment)

        after = self._get_balances()
        changed = {
            account.display_name: (before.get(account, 0.0), balance)
            for account, balance in after.items()
            if balance != before.get(account, 0.0)
        }
        self.assertEqual(changed, {}, "Trial balance as before the refund was done")

    def test_sent_again_after_it_came_back(self):
        order, payment = self._refund_done()
        balances = self._get_balances()
        self._fail_later(payment)

        payment.with_user(self.staff).action_send_again()
        self._send()

        self.assertEqual(payment.state, "done")
        self.assertEqual(order.amount_refunded, REFUNDED)
        self.assertEqual(payment.refund_id.credit_note_ids.payment_state, "paid")
        self.assertEqual(self._get_balances(), balances)

    def test_failure_that_is_reported_twice_is_booked_once(self):
        order, payment = self._refund_done()
        self._fail_later(payment)
        balances = self._get_balances()
        self._fail_later(payment)

        self.assertEqual(self._get_balances(), balances)
        self.assertEqual(order.amount_refunded, NOT_REFUNDED)

    def test_success_after_failure(self):
        """Of reports that overtake each other the last word counts."""
        self._let_provider(self._answer("error"))
        order, payment = self._queue()
        self._send()
        self._report_done(payment.transaction_id)
        payment.transaction_id._post_process()

        self.assertEqual(payment.state, "done")
        self.assertEqual(order.amount_refunded, REFUNDED)

    # === REPORTS THAT COME BEFORE THE ANSWER === #

    def _report_before_answer(self, number):
        """Let Odoo make a transaction of a report, as its webhooks do."""

        def answer(tx):
            twin = tx.source_transaction_id._create_child_transaction(
                -tx.amount, is_refund=True, provider_reference=number
            )
            twin._set_done()
            tx.provider_reference = number
            tx._set_done()

        return answer

    def test_report_before_the_answer_is_the_same_refund(self):
        self._let_provider(self._report_before_answer("re_1"))
        order, payment = self._queue()
        self._send()
        children = order.sudo().transaction_ids.child_transaction_ids
        (children.filtered(lambda tx: tx.state == "done"))._post_process()

        self.assertEqual(payment.state, "done")
        self.assertEqual(order.amount_refunded, REFUNDED)
        self.assertEqual(sorted(children.mapped("state")), ["cancel", "done"])
        self.assertEqual(payment.refund_id.credit_note_ids.payment_state, "paid")

    def test_adyen_reports_what_it_was_asked_for(self):
        self._let_provider(answer_nothing)
        _order, payment = self._queue()
        self._send()
        tx = payment.transaction_id

        self.assertEqual(
            self.env["payment.transaction"]._search_by_reference(
                "adyen", {"eventCode": "REFUND", "merchantReference": tx.reference}
            ),
            tx,
        )

    def test_stripe_reports_what_it_was_asked_for(self):
        """Odoo makes a transaction of it before it looks what it is about."""
        self._let_provider(answer_nothing)
        order, payment = self._queue()
        self._send()
        source = order.sudo().transaction_ids
        twin = source._create_child_transaction(100.0, is_refund=True)
        metadata = {"reference": payment.transaction_id.reference}

        done = twin._process(
            "stripe",
            {
                "refund": {"id": "re_1", "metadata": metadata},
                "reference": source.reference,
                "simulated_state": "done",
            },
        )
        done._post_process()

        self.assertEqual(done, payment.transaction_id)
        self.assertFalse(twin.exists())
        self.assertEqual(payment.state, "done")
        self.assertEqual(order.amount_refunded, REFUNDED)

    def test_stripe_reports_a_refund_of_its_dashboard(self):
        order, _payment = self._refund_done()
        source = order.sudo().transaction_ids
        twin = source._create_child_transaction(1.0, is_refund=True)

        done = twin._process(
            "stripe",
            {
                "refund": {"id": "re_2", "metadata": {}},
                "simulated_state": "done",
            },
        )

        self.assertEqual(done, twin)
