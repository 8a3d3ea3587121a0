from unittest import SkipTest

from odoo.fields import Command
from odoo.tests import tagged

from .reservation_common import ReservationCommon


@tagged("post_install", "-at_install")
class TestOtherSources(ReservationCommon):
    """Only what would leave from stock is reserved, and where it would."""

    def test_product_that_vendors_ship_reserves_nothing(self):
        route = self.env.ref(
            "stock_dropshipping.route_drop_shipping", raise_if_not_found=False
        )
        if not route:
            raise SkipTest("It needs the optional app Dropshipping.")
        self.goods.route_ids = [Command.link(route.id)]

        order = self._create_awaited_order()

        self.assertFalse(self._get_reservations(order))
        self.assertEqual(self._get_free(), 5)

    def test_rest_that_would_be_procured_waits(self):
        """Of products that are replenished on order if they are short."""
        rule = self.warehouse.delivery_route_id.rule_ids.filtered(
            lambda rule: rule.location_src_id == self.warehouse.lot_stock_id
        )
        rule.procure_method = "mts_else_mto"
        self.goods.allow_out_of_stock_order = True

        order = self._create_awaited_order(quantity=8)

        self.assertEqual(self._get_reserved(order), 5)

    def test_store_where_it_is_picked_up_reserves_it(self):
        carrier = self._create_pickup_carrier()
        shed = self.world["stock.warehouse"].create({"name": "Shed", "code": "SHED"})
        carrier.warehouse_ids = shed
        self._set_stock(2, location=shed.lot_stock_id)

        order = self._arrange(
            self._create_awaited_order(carrier_id=carrier.id, warehouse_id=shed.id)
        )

        self.assertEqual(self._get_free(), 5)
        self.assertEqual(self._get_reserved(order), 2)
        self.assertEqual(order._get_free_qty(self.goods), 2)

    def test_order_of_another_company_reserves_there(self):
        company = self.world["res.company"].create({"name": "Branch"})
        self.world.user.company_ids = [Command.link(company.id)]
        order = self._create_order().sudo()
        shed = (
            self.world["stock.warehouse"]
            .sudo()
            .search([("company_id", "=", company.id)], limit=1)
        )
        self._set_stock(3, location=shed.lot_stock_id.sudo())
        order.write({"company_id": company.id, "warehouse_id": shed.id})
        order.sudo().write(
            {
                "state": "sent",
                "waiting_policy": "reserve",
                "payment_due_at": "2100-01-01",
            }
        )

        reservation = order.order_line.reservation_move_ids

        self.assertEqual(reservation.company_id, company)
        self.assertEqual(reservation.location_id, shed.lot_stock_id)
        self.assertEqual(reservation.quantity, 2)
        self.assertEqual(self._get_free(), 5)
