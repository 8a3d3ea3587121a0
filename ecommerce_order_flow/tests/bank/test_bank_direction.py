from odoo.exceptions import UserError
from odoo.tests import tagged

from .bank_common import BankCommon


@tagged("post_install", "-at_install")
class TestBankDirection(BankCommon):
    """Money that goes back names orders, and may be money that comes in."""

    def test_reversal_confirms_nothing(self):
        order = self._create_named_order()

        match = self._match_line(transaction_details={"is_reversal": True})

        self.assertEqual((match.state, match.reason), ("proposed", "reversal"))
        self.assertEqual(order.payment_status, "pending")

    def test_words_tell_of_reversals_if_the_importer_does_not(self):
        self._create_named_order()
        for word in ("Rückbuchung", "Rücklastschrift", "STORNO", "Return", "Retoure"):
            match = self._match_line(f"{word} S00123")

            self.assertEqual(match.reason, "reversal", word)

    def test_own_refund_that_comes_back_confirms_nothing(self):
        paid = self._create_named_order("S00200", 20.0)
        self._match_line("S00200", 20.0)
        refund = self._refund(paid.sudo().transaction_ids, 20.0)
        self._create_named_order("S00123", 20.0)

        match = self._match_line(
            "S00123", 20.0, transaction_details={"end_to_end": refund.reference}
        )

        self.assertEqual(match.reason, "reversal")

    def test_own_refund_takes_no_payment_back(self):
        paid = self._create_named_order()
        self._match_line()
        refund = self._refund(paid.sudo().transaction_ids, 89.9)

        match = self._match_line(
            amount=-89.9, transaction_details={"end_to_end": refund.reference}
        )

        self.assertFalse(match)

    def test_nothing_takes_nothing_back(self):
        self._create_named_order()
        self._match_line()

        self.assertFalse(self._match_line(amount=0.0))

    def test_money_that_leaves_is_no_payment(self):
        self._create_named_order()

        self.assertFalse(self._match_line(amount=-89.9))

    def _take_back(self, amount=89.9):
        self._create_named_order()
        self._match_line()
        return self._match_line("Rückbuchung S00123", -amount)

    def test_payment_that_the_bank_takes_back_is_told(self):
        match = self._take_back()

        self.assertEqual((match.state, match.reason), ("proposed", "returned"))

    def test_order_owes_again_what_was_taken_back(self):
        match = self._take_back()
        order = self._hand_over(match.sudo().share_ids.order_id)

        match.action_return()

        self.assertEqual(match.state, "returned")
        self.assertEqual(order.sudo().amount_owed, 89.9)
        self.assertEqual(order.sudo().payment_status, "failed")
        self.assertTrue(match.sudo().line_id.is_reconciled)

    def test_invoice_is_open_again(self):
        match = self._take_back()
        invoice = self._invoice(match.sudo().share_ids.order_id)
        self._run_automation("match_payment")
        self.assertEqual(invoice.payment_state, "paid")

        match.action_return()
        self._run_automation("match_payment")

        self.assertEqual(invoice.amount_residual, 89.9)

    def test_order_says_that_its_payment_was_taken_back(self):
        match = self._take_back()
        match.action_return()

        order = match.sudo().share_ids.order_id
        self.assertEqual(order.next_action_code, "lost_payment")
        self.assertIn("The bank reversed the payment", order.next_action)

    def test_goods_do_not_leave_without_the_payment(self):
        order = self._create_awaited_order(name="S00123")
        self._match_line(amount=100.0)
        match = self._match_line("Rückbuchung S00123", -100.0)
        self.assertIn("before the products leave", order.sudo().next_action)

        match.action_return()

        check = self.world["ecommerce.shipping.check"]
        transfer = self._arrange(order).picking_ids
        self.assertEqual(check._get_blocker(transfer)[0], "payment")
        with self.assertRaisesRegex(UserError, "are not paid"):
            self._do_transfer(order)

    def test_payment_is_taken_back_once(self):
        match = self._take_back()
        match.action_return()

        self.assertFalse(self._match_line("Rückbuchung S00123", -89.9))

    def test_fee_of_the_bank_stays_open(self):
        match = self._take_back(94.9)

        match.action_return()

        order = match.sudo().share_ids.order_id
        self.assertEqual(order.amount_owed, 89.9)
        self.assertEqual(abs(match.sudo().line_id.amount_residual), 5.0)

    def test_part_is_left_to_the_accounting(self):
        match = self._take_back(40.0)

        with self.assertRaisesRegex(UserError, "in the accounting"):
            match.action_return()

    def test_payment_that_somebody_registered_is_taken_back_too(self):
        order = self._create_named_order()
        self._book(order)

        match = self._match_line("Rückbuchung S00123", -89.9)
        match.action_return()

        self.assertEqual(order.sudo().amount_owed, 89.9)

    def test_refund_that_the_shop_sent_takes_nothing_back(self):
        self._create_named_order()
        self._match_line()

        self.assertFalse(self._match_line("Erstattung S00123", -89.9))
