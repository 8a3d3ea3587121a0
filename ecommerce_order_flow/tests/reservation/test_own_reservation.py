from odoo.exceptions import ValidationError
from odoo.tests import tagged

from .reservation_common import ReservationCommon


@tagged("post_install", "-at_install")
class TestOwnReservation(ReservationCommon):
    """An order has what is reserved for it, whatever its customer does."""

    def test_own_reservation_is_free_for_the_order_alone(self):
        order = self._arrange(self._create_awaited_order(quantity=5))
        other_order = self._arrange(self._create_order())

        self.assertEqual(order._get_free_qty(self.goods), 5)
        self.assertEqual(other_order._get_free_qty(self.goods), 0)

    def test_order_with_the_last_piece_can_be_paid_again_in_the_shop(self):
        order = self._create_awaited_order(quantity=5, carrier_id=self.carrier.id)

        self._arrange(order)._check_cart_is_ready_to_be_paid()

    def test_order_of_somebody_else_cant(self):
        self._create_awaited_order(quantity=4)
        cart = self._arrange(self._create_order())

        with self.assertRaisesRegex(ValidationError, "only 1"):
            cart._check_cart_is_ready_to_be_paid()

    def test_card_pays_the_order_with_the_last_piece(self):
        order = self._create_awaited_order(quantity=5)

        self._pay(order)

        self.assertEqual(order.state, "sale")
        self.assertEqual(self._get_delivered_from_stock(order), 5)

    def test_order_that_is_delivered_from_elsewhere_can_be_paid(self):
        shed = self.world["stock.warehouse"].create({"name": "Shed", "code": "SHED"})
        self._set_stock(2, location=shed.lot_stock_id)
        self.website.warehouse_id = self.warehouse
        order = self._create_awaited_order()
        self._arrange(order).warehouse_id = shed
        self._create_confirmed_order(quantity=5)

        self._pay(order)

        self.assertEqual(order.state, "sale")

    def test_automation_confirms_all_paid_orders_that_have_reservations(self):
        orders = self._create_awaited_order(quantity=3)
        orders += self._create_awaited_order(quantity=2)
        for order in orders:
            self._create_tx(order)._set_done()

        errors = self._arrange(orders)._flow_confirm_paid()

        self.assertFalse(errors)
        self.assertEqual(set(orders.mapped("state")), {"sale"})

    def test_paid_order_without_reservation_takes_nothing_from_others(self):
        self._create_awaited_order(quantity=4)
        order = self._create_order(quantity=2)
        self._create_tx(order)._set_done()

        errors = self._arrange(order)._flow_confirm_paid()

        self.assertEqual(errors[order].issue, "out_of_stock")

    def test_salesperson_sees_the_own_stock_as_available(self):
        order = self._create_awaited_order(quantity=5)
        line = order.order_line

        self.assertEqual(line.free_qty_today, 5)
        self.assertEqual(line.virtual_available_at_date, 5)

    def test_what_an_order_still_lacks_is_not_for_others(self):
        self.goods.allow_out_of_stock_order = True
        self._create_awaited_order(quantity=8)
        self.goods.allow_out_of_stock_order = False
        other_shed = self.world["stock.warehouse"].create({"name": "B", "code": "B"})
        self._set_stock(4, location=other_shed.lot_stock_id)
        self.website.warehouse_id = False

        self.assertEqual(self.website._get_product_available_qty(self.goods), 1)
        cart = self._arrange(self._create_order(quantity=2))
        self.assertEqual(cart._get_free_qty(self.goods), 1)
