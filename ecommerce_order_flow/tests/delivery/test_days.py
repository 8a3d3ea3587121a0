from datetime import date, datetime

from odoo.fields import Command
from odoo.tests import tagged

from .delivery_common import (
    FRIDAY,
    MONDAY,
    NEXT_MONDAY,
    SATURDAY,
    THURSDAY,
    TUESDAY,
    WEDNESDAY,
    DeliveryCommon,
)


@tagged("post_install", "-at_install")
class TestDays(DeliveryCommon):
    """Days are counted as a whole, where the warehouse is."""

    def _order_with_lead_time(self, days):
        with self._at(MONDAY):
            order = self._create_order(carrier_id=self.carrier.id)
            order.order_line.customer_lead = days
            self._arrange(order).action_confirm()
            self.env.flush_all()
        return order

    def test_a_part_of_a_day_of_lead_time_is_a_day(self):
        self.assertEqual(self._order_with_lead_time(1.5).ship_by, WEDNESDAY)

    def test_a_whole_day_of_lead_time_is_no_more(self):
        self.assertEqual(self._order_with_lead_time(1.0).ship_by, TUESDAY)

    def test_the_last_pickup_day_begins_where_the_store_is(self):
        self.website.pickup_days = 2
        content = self.env["ecommerce.parcel.mail.content"].with_context(lang="en_US")
        transfer = self._order_on(MONDAY).picking_ids

        with self._at(MONDAY, hour=23, minute=30):  # Tuesday in Berlin
            day = content._get_last_pickup_day(transfer)

        self.assertIn(str(THURSDAY.day), day)

    # === HOURS === #

    def test_whoever_orders_after_work_is_served_the_next_day(self):
        self.warehouse.handling_days = 0

        self.assertEqual(self._order_on(MONDAY, hour=14).ship_by, MONDAY)
        self.assertEqual(self._order_on(MONDAY, hour=17).ship_by, TUESDAY)
        self.assertEqual(self._order_on(FRIDAY, hour=17).ship_by, NEXT_MONDAY)

    def test_after_work_a_working_day_of_handling_is_the_next_one(self):
        self.assertEqual(self._order_on(MONDAY, hour=17).ship_by, TUESDAY)

    def test_clocks_that_change_move_no_day(self):
        self.calendar.attendance_ids.write({"hour_from": 0, "hour_to": 24})
        for zone, ordered_on, ship_by, wanted_on, leave_by in (
            # Clocks are put back on Sunday, and forward.
            ("Europe/Berlin", (2030, 10, 25), (28, 10), (2030, 10, 28), (24, 10)),
            ("Europe/Berlin", (2030, 3, 29), (1, 4), (2030, 4, 1), (28, 3)),
            # Clocks are put forward at midnight.
            ("America/Santiago", (2030, 9, 6), (9, 9), (2030, 9, 9), (5, 9)),
        ):
            with self.subTest(zone=zone, ordered_on=ordered_on):
                self.calendar.tz = zone
                self.assertEqual(
                    self.calendar._add_working_days(date(*ordered_on), 1),
                    date(2030, ship_by[1], ship_by[0]),
                )
                self.assertEqual(
                    self.calendar._add_working_days(date(*wanted_on), -2),
                    date(2030, leave_by[1], leave_by[0]),
                )

    def test_days_are_read_once(self):
        days = self.calendar.sudo()
        moment = datetime(2030, 3, 4, 12)
        self.assertEqual(days._add_working_days(FRIDAY, 1), NEXT_MONDAY)
        self.assertEqual(days._get_begin(moment), MONDAY)
        days.invalidate_recordset()

        with self.assertQueryCount(0):
            days._add_working_days(FRIDAY, 1)
            days._get_begin(moment)

    def test_days_that_change_are_read_again(self):
        days = self._arrange(self.calendar)
        moment = datetime(2030, 3, 4, 12)
        self.assertEqual(days._add_working_days(MONDAY, 1), TUESDAY)
        self.assertEqual(days._get_begin(moment), MONDAY)

        self._add_holiday(TUESDAY)
        self.assertEqual(days._add_working_days(MONDAY, 1), WEDNESDAY)

        days.attendance_ids.filtered(lambda it: it.dayofweek == "2").unlink()
        self.assertEqual(days._add_working_days(MONDAY, 1), THURSDAY)

        days.attendance_ids.hour_to = 12
        self.assertEqual(days._get_begin(moment), THURSDAY)

        days.tz = "America/New_York"
        self.assertEqual(days._get_begin(moment), MONDAY)

    # === DAYS OF THE CARRIER === #

    def _let_carrier_work_on_saturdays(self):
        calendar = self._arrange(self.calendar).copy({"name": "Carrier"})
        calendar.attendance_ids = [
            Command.create(
                {
                    "name": "Saturday",
                    "dayofweek": "5",
                    "hour_from": 8,
                    "hour_to": 16,
                    "day_period": "morning",
                }
            )
        ]
        self.carrier.sudo().working_calendar_id = calendar
        return calendar

    def test_carriers_deliver_on_other_days_than_the_warehouse_works(self):
        self._let_carrier_work_on_saturdays()

        self.assertEqual(self._order_on(WEDNESDAY).promised_on, SATURDAY)
        self.assertEqual(self._create_parcel(FRIDAY).expected_delivery_on, NEXT_MONDAY)

    def test_holidays_of_the_carriers_country_are_no_days_of_delivery(self):
        calendar = self._let_carrier_work_on_saturdays()
        self._add_holiday(THURSDAY, calendar_id=calendar.id)

        self.assertEqual(self._create_parcel(TUESDAY).expected_delivery_on, FRIDAY)

    def test_holidays_of_the_shop_stop_no_parcel(self):
        self._let_carrier_work_on_saturdays()
        self._add_holiday(WEDNESDAY)

        self.assertEqual(self._create_parcel(TUESDAY).expected_delivery_on, THURSDAY)

    def test_goods_leave_on_a_working_day_for_a_date_that_was_agreed(self):
        self._let_carrier_work_on_saturdays()
        with self._at(MONDAY):
            order = self._create_confirmed_order(
                carrier_id=self.carrier.id, commitment_date="2030-03-12 12:00:00"
            )
            self.env.flush_all()

        # A parcel of Saturday would arrive on Tuesday, but nobody works then.
        self.assertEqual(order.ship_by, FRIDAY)
