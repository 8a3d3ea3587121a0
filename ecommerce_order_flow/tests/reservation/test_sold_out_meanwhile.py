from odoo.tests import tagged

from .reservation_common import ReservationCommon


@tagged("post_install", "-at_install")
class TestSoldOutMeanwhile(ReservationCommon):
    """Of two customers who want the last piece, one is told before they pay."""

    def test_second_customer_is_told_that_nothing_is_to_be_paid(self):
        self._create_awaited_order(quantity=4)
        order = self._create_order()

        tx = self._choose_offline_payment(order, "wire_transfer")

        self.assertEqual(tx.state, "error")
        self.assertIn("Lantern (2 ordered, 1 available)", tx.state_message)
        self.assertIn("You do not have to pay anything", tx.state_message)

    def test_order_stays_a_cart_without_reservation(self):
        self._create_awaited_order(quantity=4)
        order = self._create_order()

        tx = self._choose_offline_payment(order, "wire_transfer")

        self.assertEqual(order.state, "draft")
        self.assertFalse(order.payment_due_at)
        self.assertFalse(self._get_reservations(order))
        self.assertEqual(order.shop_warning, tx.state_message)
        self.assertEqual(tx.landing_route, "/shop/cart")

    def test_product_that_is_sold_without_stock_is_never_refused(self):
        self.goods.allow_out_of_stock_order = True
        self._create_awaited_order(quantity=4)
        order = self._create_order()

        tx = self._choose_offline_payment(order, "wire_transfer")

        self.assertEqual(tx.state, "pending")

    def test_customer_who_chose_less_can_order(self):
        self._create_awaited_order(quantity=4)
        order = self._create_order()
        self._choose_offline_payment(order, "wire_transfer")

        self._arrange(order).order_line.product_uom_qty = 1
        tx = self._choose_offline_payment(order, "wire_transfer")

        self.assertEqual(tx.state, "pending")
        self.assertEqual(self._get_reserved(order), 1)

    def test_waiting_order_isnt_refused_because_of_itself(self):
        order = self._create_awaited_order(quantity=5)

        tx = self._choose_offline_payment(order, "wire_transfer")

        self.assertEqual(tx.state, "pending")
