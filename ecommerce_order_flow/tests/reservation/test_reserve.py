from odoo.fields import Command
from odoo.tests import tagged

from .reservation_common import ReservationCommon


@tagged("post_install", "-at_install")
class TestReserve(ReservationCommon):
    """What an order that waits has reserved, nobody else gets."""

    def test_waiting_order_reserves_its_stock(self):
        order = self._create_awaited_order()

        self.assertEqual(order.state, "sent")
        self.assertEqual(self._get_reserved(order), 2)
        self.assertEqual(self._get_free(), 3)

    def test_services_have_nothing_to_reserve(self):
        order = self._create_awaited_order(
            order_line=[
                Command.create({"product_id": self.goods.id}),
                Command.create({"product_id": self.service.id}),
            ]
        )

        lines = self._arrange(order).order_line
        self.assertEqual(lines.mapped("is_reservable"), [True, False])

    def test_shop_doesnt_sell_it_to_others(self):
        self._create_awaited_order()

        cart = self._arrange(self._create_order())

        self.assertEqual(cart._get_free_qty(self.goods), 3)
        self.assertEqual(self.website._get_product_available_qty(self.goods), 3)
        quantity, warning = cart._verify_updated_quantity(
            cart.order_line, self.goods.id, 4, self.goods.uom_id.id
        )
        self.assertEqual(quantity, 3)
        self.assertTrue(warning)

    def test_back_end_order_doesnt_get_it(self):
        self._create_awaited_order(quantity=4)

        other_order = self._create_confirmed_order(website_id=False)

        self.assertEqual(self._get_delivered_from_stock(other_order), 1)

    def test_order_as_odoo_reserves_nothing(self):
        order = self._create_awaited_order(policy="odoo")

        self.assertFalse(self._get_reservations(order))
        self.assertEqual(self._get_free(), 5)

    def test_order_that_is_confirmed_at_once_has_its_delivery_alone(self):
        order = self._create_awaited_order(policy="confirm")

        self.assertEqual(order.state, "sale")
        self.assertFalse(self._get_reservations(order))
        self.assertEqual(self._get_delivered_from_stock(order), 2)

    def test_other_unit_of_measure_is_reserved_in_the_units_of_the_product(self):
        self._set_stock(30)
        order = self._create_order(quantity=2)
        self._arrange(order).order_line.product_uom_id = self.env.ref(
            "uom.product_uom_dozen"
        )
        self._choose_offline_payment(order, "wire_transfer")

        self.assertEqual(self._get_free(), 6)
        self.assertEqual(self._get_reserved(order), 2)

    def test_twice_reserves_once(self):
        order = self._create_awaited_order()

        self.env["ecommerce.stock.reservation"]._bring_up_to_date(order)
        self._choose_offline_payment(order, "wire_transfer")

        self.assertEqual(len(self._get_reservations(order)), 1)
        self.assertEqual(self._get_free(), 3)

    def test_service_reserves_nothing(self):
        order = self._create_awaited_order(product=self.service)

        self.assertFalse(self._get_reservations(order))
        self.assertNotIn("reserved", order.next_action)

    def test_goods_without_inventory_reserve_nothing(self):
        sand = self._create_product(name="Sand", is_storable=False)
        order = self._create_awaited_order(product=sand)

        self.assertFalse(self._get_reservations(order))

    def test_product_made_to_order_reserves_nothing(self):
        route = self.warehouse.mto_pull_id.route_id
        route.active = True
        self.goods.write(
            {"route_ids": [Command.link(route.id)], "allow_out_of_stock_order": True}
        )
        order = self._create_awaited_order()

        self.assertFalse(self._get_reservations(order))
        self.assertEqual(self._get_free(), 5)

    def test_reserved_lots_belong_to_the_order(self):
        self.goods.tracking = "none"
        tracked = self._create_product(
            name="Watch", tracking="serial", allow_out_of_stock_order=False
        )
        lots = self.world["stock.lot"].create(
            [{"name": name, "product_id": tracked.id} for name in ("W1", "W2")]
        )
        for lot in lots:
            self._set_stock(1, tracked, lot_id=lot.id)

        order = self._create_awaited_order(product=tracked)

        self.assertEqual(self._get_reservations(order).move_line_ids.lot_id, lots)
        self._arrange(order).action_confirm()
        self.assertEqual(order.picking_ids.move_line_ids.lot_id, lots)


@tagged("post_install", "-at_install")
class TestReservePartially(ReservationCommon):
    """Of products that may be sold without stock what is there is reserved."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.goods.allow_out_of_stock_order = True

    def test_what_is_there_is_reserved_and_shown(self):
        order = self._create_awaited_order(quantity=8)

        self.assertEqual(self._get_reserved(order), 5)
        self.assertIn("Reserved: 5 of 8.", order.next_action)

    def test_whole_order_is_shown_as_reserved(self):
        order = self._create_awaited_order()

        self.assertIn("All of it is reserved.", order.next_action)

    def test_goods_that_come_in_are_reserved_for_the_oldest_order(self):
        orders = [
            self._create_awaited_order(quantity=4, date_order=day)
            for day in ("2026-03-03", "2026-03-01", "2026-03-02")
        ]
        self.assertEqual([self._get_reserved(order) for order in orders], [4, 1, 0])

        self._receive(5)

        self.assertEqual([self._get_reserved(order) for order in orders], [4, 4, 2])

    def test_scheduler_reserves_what_was_short(self):
        order = self._create_awaited_order(quantity=8)
        self.world["stock.quant"]._update_available_quantity(
            self.goods, self.warehouse.lot_stock_id, 2
        )

        self.world["stock.rule"].run_scheduler()

        self.assertEqual(self._get_reserved(order), 7)
