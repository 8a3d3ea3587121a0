from odoo.fields import Command
from odoo.tests import new_test_user, tagged

from .reservation_common import ReservationCommon


@tagged("post_install", "-at_install")
class TestOtherPlaces(ReservationCommon):
    """What is reserved follows the order, also where Odoo itself moves it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.shed = cls.world["stock.warehouse"].create({"name": "Shed", "code": "SHED"})

    def _create_salesperson_of_shed(self):
        user = new_test_user(
            self.world,
            "shed",
            groups="sales_team.group_sale_salesman,stock.group_stock_user",
        )
        user.property_warehouse_id = self.shed
        return user

    def _assertReservedInShed(self, order, quantity=2):
        reservations = self._get_reservations(order)
        self.assertEqual(order.warehouse_id, self.shed)
        self.assertEqual(reservations.location_id, self.shed.lot_stock_id)
        self.assertEqual(self._get_reserved(order), quantity)
        self.assertEqual(self._get_free(), 5)

    def test_warehouse_of_the_salesperson_reserves_instead(self):
        self._set_stock(3, location=self.shed.lot_stock_id)
        order = self._create_awaited_order()

        self._arrange(order).user_id = self._create_salesperson_of_shed()

        self._assertReservedInShed(order)

    def test_salesperson_whom_the_payment_brings_moves_it(self):
        """Odoo assigns the customer's salesperson when it tells of the payment."""
        self._set_stock(3, location=self.shed.lot_stock_id)
        order = self._create_awaited_order()
        self.world.flush_all()
        self._arrange(order.partner_id).user_id = self._create_salesperson_of_shed()
        order = self._arrange(order)
        order.user_id = False

        order.with_context(force_user_recomputation=True)._compute_user_id()

        self._assertReservedInShed(order)

    def test_what_is_short_there_is_told(self):
        self._set_stock(1, location=self.shed.lot_stock_id)
        order = self._create_awaited_order()

        self._arrange(order).user_id = self._create_salesperson_of_shed()

        self._assertReservedInShed(order, quantity=1)
        order.invalidate_recordset()
        self.assertIn("1 of 2", order.next_action)

    def test_website_gets_its_warehouse_and_its_orders_stay(self):
        order = self._create_awaited_order()

        self._arrange(self.website).warehouse_id = self.shed

        self.assertEqual(order.warehouse_id, self.warehouse)
        self.assertEqual(self._get_free(), 3)

    def test_customer_elsewhere_gets_it_there(self):
        """The address follows the customer, and says where the goods go."""
        elsewhere = self.world["stock.location"].create(
            {
                "name": "Elsewhere",
                "usage": "customer",
                "location_id": self.world.ref("stock.stock_location_customers").id,
            }
        )
        partner = self.world["res.partner"].create({"name": "Robin"})
        partner.property_stock_customer = elsewhere
        order = self._create_awaited_order()

        self._arrange(order).partner_id = partner

        self.assertEqual(self._get_reservations(order).location_dest_id, elsewhere)
        self.assertEqual(self._get_reserved(order), 2)

    def test_orders_written_together_follow_each_its_own(self):
        self._set_stock(3, location=self.shed.lot_stock_id)
        orders = self._create_awaited_order() | self._create_awaited_order()
        other = self._create_order()

        self._arrange(orders | other).write(
            {"user_id": self._create_salesperson_of_shed().id}
        )

        self.assertEqual(self._get_reserved(orders), 3)
        self.assertFalse(self._get_reservations(other))
        self.assertEqual(self._get_free(), 5)

    def test_line_from_elsewhere_by_its_route_stays_there(self):
        route = self.shed.delivery_route_id
        route.sale_selectable = True
        self._set_stock(3, location=self.shed.lot_stock_id)
        order = self._create_awaited_order()

        self._arrange(order.order_line).route_ids = [Command.link(route.id)]

        self.assertEqual(
            self._get_reservations(order).location_id, self.shed.lot_stock_id
        )
        self.assertEqual(self._get_reserved(order), 2)
