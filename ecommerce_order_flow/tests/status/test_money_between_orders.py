from odoo.tests import tagged

from ..common import OrderFlowCommon


@tagged("post_install", "-at_install")
class TestMoneyBetweenOrders(OrderFlowCommon):
    """Money and documents that are about several orders count where they belong."""

    # === ONE PAYMENT FOR TWO ORDERS === #

    def _pay_two(self):
        orders = self._create_order(), self._create_order(quantity=4.0)
        tx = self._pay(orders[0] + orders[1])
        self._arrange(orders[0] + orders[1]).action_confirm()
        return (*orders, tx)

    def test_refund_goes_to_the_order_that_was_cancelled(self):
        cancelled, other, tx = self._pay_two()
        self._arrange(cancelled)._action_cancel()
        self._refund(tx, 100.0)

        self.assertEqual(cancelled.amount_refunded, 100.0)
        self.assertEqual(cancelled.payment_status, "refunded")
        self.assertEqual(other.amount_refunded, 0.0)
        self.assertEqual(other.payment_status, "paid")

    def test_order_cancelled_after_the_refund_owned_it(self):
        cancelled, other, tx = self._pay_two()
        self._refund(tx, 100.0)
        self._arrange(cancelled)._action_cancel()

        self.assertEqual(cancelled.amount_refunded, 100.0)
        self.assertEqual(other.amount_refunded, 0.0)
        self.assertFalse(other.flow_issues)

    def test_refund_goes_to_the_order_of_which_something_came_back(self):
        other, returned, tx = self._pay_two()
        self._do_transfer(returned)
        self._receive_return(returned, quantity=2.0)
        self._refund(tx, 100.0)

        self.assertEqual(returned.amount_refunded, 100.0)
        self.assertEqual(returned.amount_owed, 0.0)
        self.assertEqual(other.amount_refunded, 0.0)

    def test_what_no_order_owes_is_shared_as_the_payment_is(self):
        order, bigger_order, tx = self._pay_two()
        self._refund(tx, 30.0)

        self.assertEqual(order.amount_refunded, 10.0)
        self.assertEqual(bigger_order.amount_refunded, 20.0)

    def test_order_that_grows_takes_no_money_of_the_other(self):
        order, growing, _tx = self._pay_two()
        self._arrange(growing).order_line.product_uom_qty = 8.0

        self.assertEqual(order.amount_received, 100.0)
        self.assertEqual(order.payment_status, "paid")
        self.assertEqual(growing.amount_received, 200.0)
        self.assertEqual(growing.amount_owed, 200.0)

    # === A DOCUMENT OF ANOTHER ORDER === #

    def test_credit_note_of_another_order_pays_an_invoice(self):
        cancelled = self._create_order()
        self._pay(cancelled)
        credit_note = self._credit(self._invoice_and_match(cancelled))
        self._arrange(cancelled)._action_cancel()
        order = self._create_confirmed_order()
        self._reconcile(self._invoice(order), credit_note)

        self.assertEqual(order.payment_status, "paid")
        self.assertEqual(order.amount_owed, 0.0)
        self.assertEqual(cancelled.payment_status, "refunded")
        self.assertEqual(cancelled.amount_owed, 0.0)

    def test_credit_note_of_no_order_lowers_what_is_owed(self):
        order = self._create_confirmed_order()
        invoice = self._invoice(order)
        credit_note = (
            self._arrange(order)
            .env["account.move"]
            .create(
                {
                    "move_type": "out_refund",
                    "partner_id": invoice.partner_id.id,
                    "invoice_line_ids": [
                        (0, 0, {"name": "Sorry", "price_unit": 30.0, "tax_ids": False})
                    ],
                }
            )
        )
        credit_note.action_post()
        self._reconcile(invoice, credit_note)

        self.assertEqual(order.amount_owed, 70.0)
        self.assertEqual(order.amount_received, 0.0)

    def _invoice_and_match(self, order):
        invoice = self._invoice(order)
        self.world["ecommerce.payment.matching"]._match(self._arrange(order))
        return invoice

    def _reconcile(self, *moves):
        lines = moves[0].line_ids.union(*(move.line_ids for move in moves))
        lines.filtered(
            lambda line: line.account_type == "asset_receivable" and not line.reconciled
        ).reconcile()

    def test_what_was_credited_before_the_order_was_confirmed_again_is_past(self):
        order = self._create_order()
        tx = self._pay(order)
        self._credit(self._invoice_and_match(order))
        self._arrange(order)._action_cancel()
        self._refund(tx)
        self._arrange(order).action_draft()
        self._arrange(order).action_confirm()
        self._pay(order)
        self._do_transfer(order)

        self.assertEqual(order.amount_owed, 0.0)
        self.assertEqual(order.amount_to_bill, 100.0)
        self.assertEqual(order.payment_status, "paid")

    # === PAID OTHERWISE THAN EXPECTED === #

    def test_surplus_of_a_registered_payment_is_seen(self):
        order = self._create_confirmed_order()
        self._register_payment(self._invoice(order), 110.0)

        self.assertEqual(order.amount_received, 110.0)
        self.assertEqual(order.payment_status, "overpaid")
        self.assertEqual(order.amount_owed, -10.0)

    def test_payment_in_another_currency_counts_at_its_value(self):
        order = self._create_order()
        currency = self._get_foreign_currency()
        self._pay(order, 100.0, currency_id=currency.id)

        self.assertEqual(order.amount_received, 50.0)
        self.assertEqual(order.payment_status, "partially_paid")
        self.assertEqual(order.state, "draft")

    # === QUANTITIES BELOW NOTHING === #

    def test_discount_of_a_negative_quantity_lowers_what_is_owed(self):
        order = self._create_order()
        self._arrange(order).order_line = [
            (
                0,
                0,
                {
                    "name": "Discount",
                    "product_id": self.service.id,
                    "product_uom_qty": -1.0,
                    "price_unit": 10.0,
                    "tax_ids": False,
                },
            )
        ]
        self._pay(order)

        self.assertEqual(order.payment_status, "paid")
        self.assertEqual(order.amount_owed, 0.0)
        self.assertEqual(order.amount_to_bill, 90.0)

    def test_goods_that_customers_send_in_lower_what_they_pay(self):
        product = self.goods.copy({"invoice_policy": "delivery"})
        order = self._create_order()
        self._arrange(order).order_line = [
            (
                0,
                0,
                {
                    "name": "Old lantern",
                    "product_id": product.id,
                    "product_uom_qty": -1.0,
                    "price_unit": 30.0,
                    "tax_ids": False,
                },
            )
        ]
        self._pay(order)

        self.assertEqual(order.amount_total, 70.0)
        self.assertEqual(order.payment_status, "paid")
        self.assertEqual(order.amount_owed, 0.0)
        self.assertEqual(order.amount_to_bill, 70.0)
