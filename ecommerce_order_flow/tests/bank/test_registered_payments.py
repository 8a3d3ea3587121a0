from odoo.exceptions import AccessError
from odoo.tests import tagged

from .bank_common import TODAY, BankCommon


@tagged("post_install", "-at_install")
class TestRegisteredPayments(BankCommon):
    """Payments that an accountant registers name orders, too."""

    def _register(self, memo="S00123", amount=89.9, **values):
        payment = self.env["account.payment"].create(
            {
                "payment_type": "inbound",
                "partner_type": "customer",
                "partner_id": self.partner.id,
                "journal_id": self.bank_journal.id,
                "date": TODAY,
                "memo": memo,
                "amount": amount,
                **values,
            }
        )
        payment.action_post()
        self._match()
        return payment

    def test_payment_confirms_the_order_and_is_booked_once(self):
        order = self._create_named_order()

        payment = self._register()

        self.assertEqual(order.sudo().payment_status, "paid")
        self.assertEqual(order.sudo().transaction_ids.payment_id, payment.sudo())
        self.assertEqual(payment.payment_match_ids.state, "matched")

    def test_another_amount_is_a_proposal(self):
        order = self._create_named_order()

        payment = self._register(amount=50.0)

        self.assertEqual(payment.payment_match_ids.reason, "too_little")
        payment.payment_match_ids.action_accept()
        self.assertEqual(order.sudo().amount_received, 50.0)

    def test_payments_of_invoices_are_left_alone(self):
        order = self._create_named_order()
        self._arrange(order).action_confirm()
        invoice = self._invoice(order)

        self._register_payment(invoice)
        self._match()

        payments = invoice.matched_payment_ids
        self.assertFalse(payments.payment_match_ids)
        self.assertEqual(order.sudo().amount_received, 89.9)

    def test_money_to_suppliers_is_not_looked_at(self):
        self._create_named_order()

        payment = self._register(payment_type="outbound", partner_type="supplier")

        self.assertFalse(payment.payment_match_ids)

    def test_payments_of_orders_are_not_looked_at_again(self):
        tx = self._book(self._create_named_order())

        self.assertFalse(tx.payment_id.is_to_match)

    def test_whoever_only_reads_payments_has_none_looked_at(self):
        payment = self._register()
        payment.action_validate()
        auditor = self._create_user("auditor", "account.group_account_readonly")

        with self.assertRaises(AccessError):
            payment.with_user(auditor).action_post()

        self.assertFalse(payment.is_to_match)

    def test_payment_whose_order_is_deleted_is_looked_at_again(self):
        order = self._arrange(self._create_named_order())
        payment = self._register(amount=50.0)
        order._action_cancel()
        order.unlink()

        self._match()

        self.assertFalse(payment.payment_match_ids)
