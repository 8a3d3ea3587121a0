from odoo.tests import tagged

from ..common import OrderFlowCommon


@tagged("post_install", "-at_install")
class TestInvoicePayment(OrderFlowCommon):
    """Orders whose invoices are paid, in whatever way, are paid."""

    def test_payment_registered_on_the_invoice_pays(self):
        order = self._create_confirmed_order()
        self._register_payment(self._invoice(order))

        self.assertEqual(order.payment_status, "paid")

    def test_part_registered_on_the_invoice_is_partially_paid(self):
        order = self._create_confirmed_order()
        self._register_payment(self._invoice(order), 40.0)

        self.assertEqual(order.payment_status, "partially_paid")

    def test_payment_registered_for_a_pending_wire_transfer_pays(self):
        order = self._create_order()
        self._pay(order, state="pending")
        order.action_confirm()
        self._register_payment(self._invoice(order))

        self.assertEqual(order.payment_status, "paid")
        self.assertEqual(order.amount_received, 100.0)

    def test_card_payment_matched_with_the_invoice_counts_once(self):
        order = self._create_order()
        self._pay(order)
        invoice = self._invoice(order)

        self.assertEqual(invoice.amount_residual, 0.0)
        self.assertEqual(order.amount_received, 100.0)
        self.assertEqual(order.payment_status, "paid")

    def test_payment_taken_off_the_invoice_is_unpaid(self):
        order = self._create_confirmed_order()
        invoice = self._invoice(order)
        self._register_payment(invoice)
        invoice.line_ids.remove_move_reconcile()

        self.assertEqual(order.payment_status, "unpaid")

    def test_credit_note_alone_moves_no_money(self):
        order = self._create_order()
        self._pay(order)
        self._credit(self._invoice(order))

        self.assertEqual(order.payment_status, "paid")

    def test_credit_note_that_settles_an_unpaid_invoice_pays_nothing(self):
        order = self._create_confirmed_order()
        invoice = self._invoice(order)
        self._credit(invoice)

        self.assertEqual(invoice.amount_residual, 0.0)
        self.assertEqual(order.payment_status, "unpaid")

    def test_refund_registered_on_the_credit_note_is_refunded(self):
        order = self._create_order()
        self._pay(order)
        self._register_payment(self._credit(self._invoice(order)))

        self.assertEqual(order.payment_status, "refunded")

    def test_provider_refund_matched_with_the_credit_note_counts_once(self):
        order = self._create_order()
        tx = self._pay(order)
        credit_note = self._credit(self._invoice(order))
        refund_tx = tx._create_child_transaction(
            100.0, is_refund=True, invoice_ids=credit_note.ids
        )
        self._report_done(refund_tx)
        refund_tx._post_process()

        self.assertEqual(credit_note.amount_residual, 0.0)
        self.assertEqual(order.amount_refunded, 100.0)

    def test_invoice_over_two_orders_pays_each_by_its_lines(self):
        order = self._create_confirmed_order()
        bigger_order = self._create_confirmed_order(quantity=6.0)
        self._register_payment(self._invoice(order + bigger_order))

        self.assertEqual(order.amount_received, 100.0)
        self.assertEqual(bigger_order.amount_received, 300.0)

    def test_payment_in_the_portal_invoice_pays(self):
        order = self._create_confirmed_order()
        invoice = self._invoice(order)
        tx = self._create_tx(order, sale_order_ids=False, invoice_ids=invoice.ids)
        self._report_done(tx)
        tx._post_process()

        self.assertEqual(order.payment_status, "paid")
        self.assertEqual(order.amount_received, 100.0)

    def test_paid_down_payment_is_partially_paid_until_the_rest_is(self):
        order = self._create_confirmed_order()
        down_payment = self._invoice_down_payment(order, 30.0)
        self._register_payment(down_payment)
        self.assertEqual(order.payment_status, "partially_paid")
        self.assertEqual(order.amount_received, 30.0)

        self._register_payment(self._invoice(order))
        self.assertEqual(order.payment_status, "paid")
        self.assertEqual(order.amount_received, 100.0)

    def test_bank_statement_matched_with_the_invoice_pays(self):
        order = self._create_confirmed_order()
        self._match_with_bank_statement(self._invoice(order))

        self.assertEqual(order.payment_status, "paid")

    def test_invoice_in_a_foreign_currency_is_paid_in_its_currency(self):
        pricelist = self.world["product.pricelist"].create(
            {"name": "Foreign", "currency_id": self._get_foreign_currency().id}
        )
        order = self._create_confirmed_order(pricelist_id=pricelist.id)
        invoice = self._invoice(order)
        wizard = invoice.env["account.payment.register"].with_context(
            active_model="account.move", active_ids=invoice.ids
        )
        wizard.create(
            {"currency_id": self.world.company.currency_id.id}
        )._create_payments()

        self.assertEqual(invoice.amount_residual, 0.0)
        self.assertEqual(order.amount_received, 100.0)
        self.assertEqual(order.payment_status, "paid")
