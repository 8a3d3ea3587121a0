from psycopg2.errors import CheckViolation, UniqueViolation

from odoo.tests import tagged
from odoo.tools import mute_logger

from .delivery_common import (
    FRIDAY,
    MONDAY,
    NEXT_TUESDAY,
    THURSDAY,
    TUESDAY,
    WEDNESDAY,
    DeliveryCommon,
)


@tagged("post_install", "-at_install")
class TestExpectedDelivery(DeliveryCommon):
    def test_is_the_day_of_shipping_and_the_transit_time(self):
        self.assertEqual(self._create_parcel(MONDAY).expected_delivery_on, WEDNESDAY)

    def test_counts_no_weekend(self):
        self.assertEqual(self._create_parcel(FRIDAY).expected_delivery_on, NEXT_TUESDAY)

    def test_counts_no_holiday(self):
        self._add_holiday(TUESDAY)

        self.assertEqual(self._create_parcel(MONDAY).expected_delivery_on, THURSDAY)

    def test_counts_no_holiday_of_the_whole_company(self):
        self._add_holiday(TUESDAY, self.company, calendar_id=False)

        self.assertEqual(self._create_parcel(MONDAY).expected_delivery_on, THURSDAY)

    def test_holiday_of_another_company_is_a_working_day(self):
        company = self.world["res.company"].create({"name": "Elsewhere"})
        self._add_holiday(TUESDAY, company, calendar_id=False)

        self.assertEqual(self._create_parcel(MONDAY).expected_delivery_on, WEDNESDAY)

    def test_depends_on_the_country(self):
        self._set_transit_days(1, self.germany)

        self.assertEqual(self._create_parcel(MONDAY).expected_delivery_on, TUESDAY)

    def test_of_other_countries_is_that_of_the_row_without_country(self):
        self._set_transit_days(1, self.env.ref("base.at"))

        self.assertEqual(self._create_parcel(MONDAY).expected_delivery_on, WEDNESDAY)

    def test_without_any_transit_time_is_after_two_days(self):
        self.carrier.transit_time_ids.unlink()

        self.assertEqual(self._create_parcel(MONDAY).expected_delivery_on, WEDNESDAY)

    def test_without_a_carrier_is_after_two_days(self):
        parcel = self._create_parcel(MONDAY, carrier_id=False)

        self.assertEqual(parcel.expected_delivery_on, WEDNESDAY)

    def test_counts_days_where_the_warehouse_is(self):
        # Late on Monday in UTC is Tuesday in Berlin.
        parcel = self._ship(self._order_on(MONDAY), MONDAY, hour=23)

        self.assertEqual(parcel.expected_delivery_on, THURSDAY)

    def test_without_a_calendar_counts_every_day(self):
        self.warehouse.shipping_calendar_id = False
        self.company.resource_calendar_id = False

        self.assertEqual(self._create_parcel(FRIDAY).expected_delivery_on.day, 10)

    def test_with_a_calendar_without_hours_counts_every_day(self):
        self.calendar.attendance_ids.unlink()

        self.assertEqual(self._create_parcel(FRIDAY).expected_delivery_on.day, 10)

    def test_stays_when_the_transit_time_changes(self):
        parcel = self._create_parcel(MONDAY)
        self._set_transit_days(5)

        self.assertEqual(parcel.expected_delivery_on, WEDNESDAY)

    def test_is_empty_before_shipping(self):
        order = self._order_on(MONDAY)

        self.assertFalse(order.picking_ids.expected_delivery_on)

    def test_is_empty_for_steps_in_the_warehouse(self):
        self._set_delivery_steps("pick_ship")
        order = self._order_on(MONDAY)

        self.assertFalse(self._ship(order, MONDAY).expected_delivery_on)
        self.assertEqual(self._ship(order, MONDAY).expected_delivery_on, WEDNESDAY)

    def test_is_empty_for_backend_orders(self):
        parcel = self._create_parcel(MONDAY, website_id=False)

        self.assertFalse(parcel.expected_delivery_on)

    def test_country_is_in_a_table_once(self):
        with mute_logger("odoo.sql_db"), self.assertRaises(UniqueViolation):
            self.world["ecommerce.transit.time"].create(
                {"carrier_id": self.carrier.id, "days": 3}
            )

    def test_transit_time_is_not_negative(self):
        with mute_logger("odoo.sql_db"), self.assertRaises(CheckViolation):
            self._set_transit_days(-1)
