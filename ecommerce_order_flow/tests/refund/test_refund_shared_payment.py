from odoo.tests import tagged

from .refund_common import RefundCommon


@tagged("post_install", "-at_install")
class TestRefundSharedPayment(RefundCommon):
    """A payment for two orders is refunded for the order that asked."""

    def setUp(self):
        super().setUp()
        self._let_provider(self._answer("done"))
        self.order = self._create_order()
        self.other = self._create_order(quantity=1.0)
        self._pay(self.order + self.other)
        for order in self.order + self.other:
            self._arrange(order).action_confirm()
            self._do_transfer(order)
            self._invoice(order)
            self._match(order)

    def _check(self, refunded, of_other):
        orders = self.order + self.other
        self.assertEqual(orders.mapped("amount_refunded"), [refunded, of_other])
        self.assertEqual(orders.mapped("amount_owed"), [0.0, 0.0])
        self.assertEqual(orders.mapped("flow_issues"), [False, False])
        self.assertFalse(
            self.world["ecommerce.consistency.check"]._mend(self._arrange(orders))
        )
        documents = self._arrange(orders).invoice_ids
        self.assertFalse(documents.filtered("amount_residual"))

    def test_everything_of_one_order(self):
        self._request(self.order, quantity=2.0)
        self._send()

        self._check(100.0, 0.0)
        self.assertEqual(self.order.payment_status, "refunded")
        self.assertEqual(self.other.payment_status, "paid")

    def test_part_of_one_and_then_everything_of_the_other(self):
        self._request(self.order, quantity=1.0)
        self._request(self.other, quantity=1.0)
        self._send()

        self._check(50.0, 50.0)

    def test_concession_for_one_order(self):
        self._request(self.order, amount=10.0)
        self._send()

        self._check(10.0, 0.0)
