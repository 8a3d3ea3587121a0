from datetime import datetime
from unittest.mock import patch

from odoo.tests import tagged

from .delivery_common import (
    FRIDAY,
    MONDAY,
    THURSDAY,
    TUESDAY,
    WEDNESDAY,
    DeliveryCommon,
)


@tagged("post_install", "-at_install")
class TestNoteDelivery(DeliveryCommon):
    """Parcels of which nobody reports are delivered when they are expected."""

    def _run_on(self, day, hour=18):
        with self._at(day, hour):
            self._run_automation("note_delivery")

    def test_expected_day_is_noted_when_it_has_come(self):
        parcel = self._create_parcel(MONDAY)
        self._run_on(THURSDAY)

        self.assertEqual(parcel.delivered_on, WEDNESDAY)
        self.assertEqual(parcel.delivered_source, "estimate")

    def test_nothing_is_noted_before(self):
        parcel = self._create_parcel(MONDAY)
        self._run_on(TUESDAY)

        self.assertFalse(parcel.delivered_on)

    def test_day_has_to_have_begun_everywhere(self):
        parcel = self._create_parcel(MONDAY)
        with self._at(WEDNESDAY, 11):
            self.assertFalse(self._is_due("note_delivery", parcel))
        with self._at(WEDNESDAY, 12):
            self.assertTrue(self._is_due("note_delivery", parcel))

    def test_it_is_noted_in_a_warehouse_far_in_the_west(self):
        self.calendar.tz = "Pacific/Honolulu"
        parcel = self._create_parcel(MONDAY)
        with self._at(WEDNESDAY, 12):
            self._run_automation("note_delivery")

        self.assertEqual(parcel.delivered_on, WEDNESDAY)

    def test_known_days_stay(self):
        parcel = self._create_parcel(MONDAY)
        with self._at(TUESDAY):
            parcel.action_set_delivered()
        self._run_on(THURSDAY)

        self.assertEqual(parcel.delivered_on, TUESDAY)

    def test_parcel_that_somebody_misses_is_not_estimated(self):
        parcel = self._create_parcel(MONDAY)
        self._run_on(THURSDAY)
        parcel.delivered_on = False
        self._run_on(FRIDAY)

        self.assertFalse(parcel.delivered_on)

    def test_parcels_from_before_the_automations_are_left_alone(self):
        parcel = self._create_parcel(MONDAY)
        self.website.automations_since = datetime(2030, 3, 5)
        self._run_on(FRIDAY)

        self.assertFalse(parcel.delivered_on)

    def test_backend_orders_are_left_alone(self):
        parcel = self._create_parcel(MONDAY, website_id=False)
        self._run_on(FRIDAY)

        self.assertFalse(parcel.delivered_on)

    def test_returns_are_left_alone(self):
        parcel = self._create_parcel(MONDAY)
        with self._at(MONDAY):
            back = self._receive_return(parcel.sale_id)
        self._run_on(FRIDAY)

        self.assertFalse(back.delivered_on)

    def test_steps_in_the_warehouse_are_left_alone(self):
        self._set_delivery_steps("pick_pack_ship")
        order = self._order_on(MONDAY)
        for _step in range(3):
            self._ship(order, MONDAY)
        self._run_on(FRIDAY)

        delivered = order.picking_ids.filtered("delivered_on")
        self.assertEqual(delivered.mapped("shipping_step"), ["ship"])

    def test_parcel_whose_carrier_reports_is_not_estimated(self):
        parcel = self._create_parcel(MONDAY, number="A1")
        with self._with_connector(None):
            self._run_on(FRIDAY)

            self.assertFalse(parcel.delivered_on)

    def test_parcel_without_a_number_is_estimated_all_the_same(self):
        parcel = self._create_parcel(MONDAY)
        with self._with_connector(None):
            self._run_on(FRIDAY)

        self.assertEqual(parcel.delivered_source, "estimate")

    def _with_connector(self, answer):
        """Let carriers with a fixed price have a connector."""
        return patch.object(
            self.registry["delivery.carrier"],
            "fixed_get_delivered_on",
            create=True,
            new=lambda carrier, picking: answer,
        )
