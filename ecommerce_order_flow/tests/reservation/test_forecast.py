from odoo.tests import tagged

from .reservation_common import ReservationCommon


@tagged("post_install", "-at_install")
class TestForecast(ReservationCommon):
    """Forecast, re-ordering and Odoo's own tasks know what is reserved."""

    def _get_report(self):
        self.env.invalidate_all()
        report = self.world["stock.forecasted_product_product"].with_context(
            warehouse_id=self.warehouse.id
        )
        return report._get_report_data(product_ids=self.goods.ids)

    def test_forecast_shows_it_as_reserved_for_the_order(self):
        order = self._create_awaited_order()

        line = next(line for line in self._get_report()["lines"] if line["move_out"])

        self.assertEqual(line["document_out"]["id"], order.id)
        self.assertEqual(line["quantity"], 2)
        self.assertEqual(line["reservation"]["name"], order.name)

    def test_forecast_knows_no_day_of_delivery_before_the_payment(self):
        self._create_awaited_order(date_order="2020-01-01")

        line = next(line for line in self._get_report()["lines"] if line["move_out"])

        self.assertFalse(line["delivery_late"])
        self.assertFalse(line["delivery_date"])

    def test_forecast_counts_it_once(self):
        self._create_awaited_order()

        product = self._get_report()["product"][self.goods.id]

        self.assertEqual(product["virtual_available"], 3)
        self.assertEqual(product["draft_sale_qty"]["out"], 0)

    def test_forecast_releases_and_reserves_it_by_its_buttons(self):
        order = self._create_awaited_order()
        report = self.world["stock.forecasted_product_product"]
        reservation = self._get_reservations(order)

        report.action_unreserve_linked_picks(reservation.id)
        self.assertEqual(self._get_free(), 5)

        report.action_reserve_linked_picks(reservation.id)
        self.assertEqual(self._get_free(), 3)

    def test_reordering_rule_orders_what_is_short_once(self):
        self.goods.allow_out_of_stock_order = True
        rule = self.world["stock.warehouse.orderpoint"].create(
            {
                "product_id": self.goods.id,
                "location_id": self.warehouse.lot_stock_id.id,
                "product_min_qty": 0,
                "product_max_qty": 0,
                "trigger": "manual",
            }
        )
        order = self._arrange(self._create_awaited_order(quantity=8))
        self.env.invalidate_all()
        self.assertEqual(rule.qty_to_order, 3)

        order.action_confirm()
        self.env.invalidate_all()
        self.assertEqual(rule.qty_to_order, 3)

    def test_scheduler_leaves_the_reservation_alone(self):
        order = self._create_awaited_order()

        self.world["stock.rule"].run_scheduler()
        self.world["stock.quant"]._quant_tasks()

        self.assertEqual(self._get_reserved(order), 2)
        self.assertEqual(self._get_free(), 3)

    def test_moves_are_listed_with_their_order(self):
        order = self._create_awaited_order()
        reservation = self._get_reservations(order)

        self.assertEqual(reservation.reference, order.name)
        self.assertEqual(reservation._get_source_document(), order)
        self.assertFalse(reservation.picking_id)
        self.assertTrue(reservation.display_name)
        self.assertTrue(reservation.action_show_details())

    def test_order_has_no_transfer_and_no_delivered_quantity(self):
        order = self._create_awaited_order()

        self.assertFalse(order.picking_ids)
        self.assertFalse(order.order_line.move_ids)
        self.assertEqual(order.flow_stage, "awaiting_payment")

    def test_nightly_check_mends_and_lists_what_differs(self):
        order = self._create_awaited_order()
        self.world["ecommerce.stock.reservation"]._release(
            self._arrange(order).order_line
        )

        differences = self.world["ecommerce.consistency.check"]._mend(
            self._arrange(order)
        )

        self.assertEqual([tuple(row[3:]) for row in differences], [(0, 2)])
        self.assertEqual(self._get_reserved(order), 2)
        self.assertFalse(
            self.world["ecommerce.consistency.check"]._mend(self._arrange(order))
        )
