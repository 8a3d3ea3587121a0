from odoo.tests import tagged

from ..common import OrderFlowCommon


@tagged("post_install", "-at_install")
class TestReturnStatus(OrderFlowCommon):
    def _create_shipped_order(self, **values):
        order = self._create_order(**values)
        self.tx = self._pay(order)
        self._do_transfer(order)
        return order

    def test_shipped_order_has_no_return(self):
        self.assertEqual(self._create_shipped_order().return_status, "none")

    def test_order_without_website_has_no_status(self):
        order = self._create_shipped_order(website_id=False)
        self._receive_return(order)

        self.assertFalse(order.return_status)

    def test_open_return_transfer_is_approved(self):
        order = self._create_shipped_order()
        self._create_return(order)

        self.assertEqual(order.return_status, "approved")

    def test_return_transfer_with_tracking_number_is_on_the_way(self):
        order = self._create_shipped_order()
        self._create_return(order).carrier_tracking_ref = "00340434"

        self.assertEqual(order.return_status, "on_the_way")

    def test_cancelled_return_transfer_is_no_return(self):
        order = self._create_shipped_order()
        self._arrange(self._create_return(order)).action_cancel()

        self.assertEqual(order.return_status, "none")

    def test_returned_goods_are_received(self):
        order = self._create_shipped_order()
        self._receive_return(order)

        self.assertEqual(order.return_status, "received")

    def test_goods_returned_for_repair_are_settled(self):
        order = self._create_shipped_order()
        self._receive_return(order, to_refund=False)

        self.assertEqual(order.return_status, "settled")

    def test_refund_without_an_invoice_settles(self):
        order = self._create_shipped_order()
        self._receive_return(order)
        self._refund(self.tx, 50.0)

        self.assertEqual(order.return_status, "settled")

    def test_unpaid_and_uninvoiced_return_is_settled(self):
        order = self._create_confirmed_order()
        self._do_transfer(order)
        self._receive_return(order)

        self.assertEqual(order.return_status, "settled")

    def test_refund_without_credit_note_does_not_settle_an_invoiced_return(self):
        order = self._create_shipped_order()
        self._invoice(order)
        self._receive_return(order)
        self._refund(self.tx, 50.0)

        self.assertEqual(order.return_status, "received")

    def test_open_credit_note_does_not_settle(self):
        order = self._create_shipped_order()
        invoice = self._invoice(order)
        self._receive_return(order)
        self._credit(invoice, quantity=1.0)

        self.assertEqual(order.return_status, "received")

    def test_refunded_credit_note_settles(self):
        order = self._create_shipped_order()
        invoice = self._invoice(order)
        self._receive_return(order)
        self._register_payment(self._credit(invoice, quantity=1.0))

        self.assertEqual(order.return_status, "settled")

    def test_second_return_opens_the_case_again(self):
        order = self._create_shipped_order()
        invoice = self._invoice(order)
        self._receive_return(order)
        self._register_payment(self._credit(invoice, quantity=1.0))
        self._receive_return(order)

        self.assertEqual(order.return_status, "received")
