from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged

from .lost_answers import LostAnswers, answer_nothing


@tagged("post_install", "-at_install")
class TestRefundDisputes(LostAnswers):
    """What the customer's bank takes back isn't refunded, too."""

    def test_disputed_payment_is_not_refunded(self):
        self._let_provider(self._answer("done"))
        order = self._create_shipped_order()
        source = order.sudo().transaction_ids
        source.action_note_dispute()

        with self.assertRaisesRegex(UserError, r"disputed \(chargeback\)"):
            self._request(order, quantity=2.0)
        self.assertFalse(order.refund_ids)
        self.assertEqual(len(order.sudo().invoice_ids), 1)

        source.action_end_dispute()
        self._request(order, quantity=2.0)
        self._send()
        self.assertEqual(order.amount_refunded, 100.0)

    def test_other_payments_are_refunded(self):
        self._let_provider(self._answer("done"))
        order = self._create_order()
        self._pay(order, 60.0).action_note_dispute()
        self._pay(order, 40.0)

        self._request(order, amount=40.0)
        with self.assertRaises(UserError):
            self._request(order, amount=1.0)

    def test_disputed_before_it_is_sent(self):
        self._let_provider(self._answer("done"))
        order, payment = self._queue()
        payment.source_transaction_id.action_note_dispute()
        self._send()

        self.assertEqual(self.requests, [])
        self.assertEqual(payment.state, "failed")
        self.assertIn("disputed", order.next_action)

    def test_disputed_while_the_answer_is_lost(self):
        """What was sent may be done: a person has to look."""
        self._set_profile(key_hours=20)
        self._let_provider(answer_nothing)
        _order, payment = self._queue()
        self._send()
        payment.source_transaction_id.action_note_dispute()
        self._wait(payment)
        self._retry(payment)

        self.assertEqual(len(self.requests), 1)
        self.assertEqual(payment.state, "unknown")

    def test_accountants_note_disputes_and_salespeople_do_not(self):
        order = self._create_order()
        tx = self._pay(order)
        accountant = new_test_user(
            self.world, "accountant", groups="account.group_account_invoice"
        )
        with self.assertRaises(AccessError):
            tx.with_user(self.staff).action_note_dispute()

        tx.with_user(accountant).action_note_dispute()

        self.assertTrue(tx.is_disputed)
