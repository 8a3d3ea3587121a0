from ast import literal_eval
from datetime import date, datetime

from lxml import etree

from odoo.exceptions import UserError
from odoo.tests import HttpCase, tagged

from .delivery_common import (
    FRIDAY,
    MONDAY,
    NEXT_MONDAY,
    NEXT_TUESDAY,
    SATURDAY,
    THURSDAY,
    TUESDAY,
    WEDNESDAY,
    DeliveryCommon,
)

NEXT_WEDNESDAY = date(2030, 3, 13)


@tagged("post_install", "-at_install")
class TestPromisedDate(DeliveryCommon):
    def _assert_promise(self, order, ship_by, promised_on):
        self.assertEqual((order.ship_by, order.promised_on), (ship_by, promised_on))

    def test_goods_leave_on_the_next_working_day(self):
        self._assert_promise(self._order_on(MONDAY), TUESDAY, THURSDAY)

    def test_weekend_is_no_working_day(self):
        self._assert_promise(self._order_on(FRIDAY), NEXT_MONDAY, NEXT_WEDNESDAY)

    def test_holiday_is_no_working_day(self):
        self._add_holiday(TUESDAY)

        self._assert_promise(self._order_on(MONDAY), WEDNESDAY, FRIDAY)

    def test_warehouse_may_need_longer(self):
        self.warehouse.handling_days = 3

        self._assert_promise(self._order_on(MONDAY), THURSDAY, NEXT_MONDAY)

    def test_warehouse_may_ship_on_the_same_day(self):
        self.warehouse.handling_days = 0

        self._assert_promise(self._order_on(MONDAY), MONDAY, WEDNESDAY)
        self._assert_promise(self._order_on(SATURDAY), NEXT_MONDAY, NEXT_WEDNESDAY)

    def test_days_are_those_of_the_warehouse(self):
        # Late on Monday in UTC is Tuesday in Berlin.
        self._assert_promise(self._order_on(MONDAY, hour=23), WEDNESDAY, FRIDAY)

    def test_products_may_need_longer(self):
        self.goods.sale_delay = 4

        self.assertEqual(self._order_on(MONDAY).ship_by, FRIDAY)
        self.assertEqual(self._order_on(TUESDAY).ship_by, NEXT_MONDAY)

    def test_agreed_date_is_promised(self):
        order = self._order_on(MONDAY, commitment_date=datetime(2030, 3, 12, 12))

        self._assert_promise(order, FRIDAY, NEXT_TUESDAY)

    def test_agreed_date_on_a_weekend_asks_to_arrive_before_it(self):
        order = self._order_on(MONDAY, commitment_date=datetime(2030, 3, 10, 12))

        self._assert_promise(order, WEDNESDAY, date(2030, 3, 10))

    def test_agreed_date_that_is_too_soon_asks_to_ship_today(self):
        order = self._order_on(MONDAY, commitment_date=datetime(2030, 3, 5, 12))

        self._assert_promise(order, MONDAY, TUESDAY)

    def test_date_agreed_on_later_is_promised(self):
        order = self._order_on(MONDAY)
        order.commitment_date = datetime(2030, 3, 12, 12)

        self._assert_promise(order, FRIDAY, NEXT_TUESDAY)

    def test_settings_change_no_promise(self):
        order = self._order_on(MONDAY)
        self.warehouse.handling_days = 5
        self._set_transit_days(7)
        self._add_holiday(TUESDAY)

        self._assert_promise(order, TUESDAY, THURSDAY)

    def test_cart_has_no_promise(self):
        self._assert_promise(self._create_order(), False, False)

    def test_service_has_no_promise(self):
        order = self._order_on(MONDAY, product=self.service)

        self._assert_promise(order, False, False)

    def test_backend_order_has_no_promise(self):
        order = self._order_on(MONDAY, website_id=False)

        self._assert_promise(order, False, False)

    def test_cancelled_order_has_no_promise(self):
        order = self._order_on(MONDAY)
        self._arrange(order)._action_cancel()

        self._assert_promise(order, False, False)

    def test_orders_of_one_batch_get_their_own_promises(self):
        self._set_transit_days(1, self.germany)
        abroad = self.partner.copy({"country_id": self.env.ref("base.at").id})
        orders = self._create_order(carrier_id=self.carrier.id) + self._create_order(
            carrier_id=self.carrier.id,
            partner_id=abroad.id,
            partner_shipping_id=abroad.id,
        )
        with self._at(MONDAY):
            self._arrange(orders).action_confirm()

        self.assertEqual(orders.mapped("promised_on"), [WEDNESDAY, THURSDAY])

    def test_warehouse_works_when_its_company_does(self):
        company = self.world["res.company"].create({"name": "Elsewhere"})
        warehouse = self.world["stock.warehouse"].search(
            [("company_id", "=", company.id)], limit=1
        )

        self.assertEqual(
            warehouse._get_shipping_calendar(company), company.resource_calendar_id
        )
        with self.assertRaises(UserError):
            warehouse.shipping_calendar_id = self.calendar

    def test_each_step_knows_when_the_goods_have_to_leave(self):
        self._set_delivery_steps("pick_pack_ship")
        order = self._order_on(MONDAY)
        for _step in range(3):
            self.assertEqual(self._get_open_transfer(order).ship_by, TUESDAY)
            self._ship(order, MONDAY)

    def test_return_has_no_such_day(self):
        order = self._create_parcel(MONDAY).sale_id

        self.assertFalse(self._create_return(order).ship_by)

    def test_warehouse_user_sees_the_day(self):
        transfer = self._order_on(MONDAY).picking_ids

        self.assertEqual(transfer.ship_by, TUESDAY)


@tagged("post_install", "-at_install")
class TestLateOrder(DeliveryCommon):
    def _find_late(self):
        return self.env["sale.order"].search([("is_late", "=", True)])

    def test_order_is_late_after_the_last_day(self):
        order = self._order_on(MONDAY)

        with self._at(TUESDAY):
            self.assertFalse(order.is_late)
            self.assertNotIn(order, self._find_late())
        order.invalidate_recordset(["is_late"])
        with self._at(WEDNESDAY):
            self.assertTrue(order.is_late)
            self.assertIn(order, self._find_late())

    def test_day_begins_where_the_user_is(self):
        order = self._order_on(MONDAY)

        with self._at(TUESDAY, 23, 30):
            self.assertTrue(order.is_late)

    def test_shipped_order_is_not_late(self):
        order = self._create_parcel(MONDAY).sale_id

        with self._at(FRIDAY):
            self.assertFalse(order.is_late)
            self.assertNotIn(order, self._find_late())

    def test_rest_of_a_partial_shipment_is_late(self):
        order = self._order_on(MONDAY)
        self._ship(order, MONDAY, quantity=1.0)

        with self._at(FRIDAY):
            self.assertTrue(order.is_late)

    def test_order_in_the_warehouse_is_late(self):
        self._set_delivery_steps("pick_ship")
        order = self._order_on(MONDAY)
        self._ship(order, MONDAY)

        with self._at(FRIDAY):
            self.assertTrue(order.is_late)

    def test_cancelled_order_is_not_late(self):
        order = self._order_on(MONDAY)
        self._arrange(order)._action_cancel()

        with self._at(FRIDAY):
            self.assertFalse(order.is_late)

    def test_order_from_before_the_automations_is_not_late(self):
        order = self._order_on(MONDAY)
        order.sudo().ship_by = False

        with self._at(FRIDAY):
            self.assertFalse(order.is_late)
            self.assertNotIn(order, self._find_late())

    def test_late_transfers_are_found(self):
        late, punctual = self._order_on(MONDAY), self._order_on(FRIDAY)
        view = self.world.ref("ecommerce_order_flow.view_picking_internal_search")
        found = etree.fromstring(view.arch).find(".//filter[@name='late_web_orders']")
        domain = literal_eval(found.get("domain"))

        with self._at(FRIDAY):
            transfers = self.env["stock.picking"].search(domain)
        self.assertIn(late.picking_ids, transfers)
        self.assertNotIn(punctual.picking_ids, transfers)

    def test_next_action_says_what_to_do(self):
        order = self._order_on(MONDAY)
        self._pay(order)

        with self._at(FRIDAY):
            self.assertEqual(order.next_action_code, "ship_late")
            self.assertIn("due by 03/05/2030", order.next_action)
            self.assertIn(order.picking_ids.name, order.next_action)

    def test_next_action_says_what_blocks(self):
        order = self._order_on(MONDAY, quantity=500.0)
        self._pay(order)
        order.picking_ids.do_unreserve()

        with self._at(FRIDAY):
            self.assertIn("waits for stock: Lantern", order.next_action)

    def test_next_action_of_a_punctual_order_is_to_ship(self):
        order = self._order_on(MONDAY)

        with self._at(TUESDAY):
            self.assertEqual(order.next_action_code, "ship")

    def test_held_order_is_released_first(self):
        order = self._order_on(MONDAY)
        self._arrange(order)._hold("address")

        with self._at(FRIDAY):
            self.assertEqual(order.next_action_code, "release")


@tagged("post_install", "-at_install")
class TestPromisedDateOnPage(DeliveryCommon, HttpCase):
    def _read_page(self, order):
        return self.url_open(order.get_portal_url()).text

    def test_customer_sees_the_date_until_the_goods_have_left(self):
        order = self._order_on(MONDAY)
        page = self._read_page(order)
        self.assertIn("Expected Delivery:", page)
        self.assertIn("03/07/2030", page)

        self._ship(order, MONDAY)
        self.assertNotIn("Expected Delivery:", self._read_page(order))

    def test_agreed_date_is_shown_by_odoo(self):
        order = self._order_on(MONDAY, commitment_date=datetime(2030, 3, 12, 12))

        self.assertNotIn("Expected Delivery:", self._read_page(order))
