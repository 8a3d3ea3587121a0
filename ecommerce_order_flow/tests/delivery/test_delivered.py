from datetime import datetime
from unittest import SkipTest
from unittest.mock import patch

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import Form, new_test_user, tagged

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
class TestDeliveredByHand(DeliveryCommon):
    def test_warehouse_user_writes_the_day(self):
        parcel = self._create_parcel(MONDAY)
        with self._at(WEDNESDAY):
            parcel.with_user(self.worker).delivered_on = TUESDAY

        self.assertEqual(parcel.delivered_on, TUESDAY)
        self.assertEqual(parcel.delivered_source, "manual")

    def test_day_before_shipping_is_refused(self):
        parcel = self._create_parcel(TUESDAY)

        with (
            self._at(WEDNESDAY),
            self.assertRaisesRegex(ValidationError, "left on 03/05/2030"),
        ):
            parcel.delivered_on = MONDAY

    def test_day_of_shipping_is_possible(self):
        parcel = self._create_parcel(TUESDAY)
        with self._at(WEDNESDAY):
            parcel.delivered_on = TUESDAY

        self.assertEqual(parcel.delivered_on, TUESDAY)

    def test_tomorrow_is_refused(self):
        parcel = self._create_parcel(MONDAY)

        with self._at(MONDAY), self.assertRaisesRegex(ValidationError, "to come"):
            parcel.delivered_on = TUESDAY

    def test_today_of_the_warehouse_counts(self):
        parcel = self._create_parcel(MONDAY)
        with self._at(MONDAY, 23):
            parcel.delivered_on = TUESDAY

        self.assertEqual(parcel.delivered_on, TUESDAY)

    def test_before_shipping_nothing_is_delivered(self):
        transfer = self._order_on(MONDAY).picking_ids

        with self._at(MONDAY), self.assertRaisesRegex(ValidationError, "Validate it"):
            transfer.delivered_on = MONDAY

    def test_transfers_of_backend_orders_are_refused(self):
        transfer = self._create_parcel(MONDAY, website_id=False)

        with self._at(MONDAY), self.assertRaises(ValidationError):
            transfer.delivered_on = MONDAY

    def test_button_notes_today(self):
        parcel = self._create_parcel(MONDAY)
        with self._at(WEDNESDAY):
            parcel.with_user(self.worker).action_set_delivered()

        self.assertEqual(parcel.delivered_on, WEDNESDAY)
        self.assertEqual(parcel.delivered_source, "manual")

    def test_bulk_action_leaves_out_what_is_not_shipped(self):
        parcel, waiting = self._create_parcel(MONDAY), self._order_on(MONDAY)
        both = (parcel + waiting.picking_ids).with_user(self.worker)
        with self._at(WEDNESDAY):
            notification = both.action_set_delivered()["params"]

        self.assertEqual(parcel.delivered_on, WEDNESDAY)
        self.assertFalse(waiting.picking_ids.delivered_on)
        self.assertIn(waiting.picking_ids.name, notification["message"])
        self.assertIn("today: 1.", notification["message"])

    def test_bulk_action_leaves_known_days_alone(self):
        parcel = self._create_parcel(MONDAY)
        with self._at(THURSDAY):
            parcel._set_delivered(TUESDAY, "carrier")
            parcel.action_set_delivered()

        self.assertEqual(parcel.delivered_on, TUESDAY)

    def test_return_is_no_delivery(self):
        parcel = self._create_parcel(MONDAY)
        with self._at(TUESDAY):
            back = self._receive_return(parcel.sale_id)
            back.action_set_delivered()

        self.assertFalse(back.delivered_on)

    def test_others_may_not_note_deliveries(self):
        parcel = self._create_parcel(MONDAY)
        stranger = new_test_user(self.env, "stranger", groups="base.group_user")

        with self.assertRaises(AccessError):
            parcel.with_user(stranger).action_set_delivered()

    def test_person_corrects_a_carrier(self):
        parcel = self._create_parcel(MONDAY)
        with self._at(THURSDAY):
            parcel._set_delivered(TUESDAY, "carrier")
            parcel.delivered_on = WEDNESDAY

        self.assertEqual(parcel.delivered_on, WEDNESDAY)
        self.assertEqual(parcel.delivered_source, "manual")

    def test_fact_replaces_an_estimate(self):
        parcel = self._create_parcel(MONDAY)
        with self._at(FRIDAY):
            parcel._set_delivered(WEDNESDAY, "estimate")
            parcel._set_delivered(THURSDAY, "import")

        self.assertEqual(parcel.delivered_on, THURSDAY)
        self.assertEqual(parcel.delivered_source, "import")

    def test_first_fact_stays(self):
        parcel = self._create_parcel(MONDAY)
        with self._at(FRIDAY):
            parcel._set_delivered(WEDNESDAY, "import")
            for source in ("estimate", "carrier", "import"):
                self.assertFalse(parcel._set_delivered(THURSDAY, source))

        self.assertEqual(parcel.delivered_on, WEDNESDAY)

    def test_copy_is_not_delivered(self):
        parcel = self._create_parcel(MONDAY)
        with self._at(TUESDAY):
            parcel.action_set_delivered()

        self.assertFalse(parcel.copy().delivered_on)

    def test_warehouse_user_opens_the_transfer(self):
        """Odoo reads the postal codes that carriers serve with the user's rights."""
        parcel = self._create_parcel(MONDAY).with_user(self.worker)
        self.env.invalidate_all()

        with Form(parcel) as form:
            self.assertEqual(form.delivered_on, False)

    def test_warehouse_user_reads_transit_times_only(self):
        transit_time = self.carrier.transit_time_ids.with_user(self.worker)

        self.assertEqual(transit_time.days, 2)
        with self.assertRaises(AccessError):
            transit_time.days = 3

    def test_transit_times_of_other_companies_are_hidden(self):
        other = self.env["res.company"].create({"name": "Elsewhere"})
        self.carrier.product_id.company_id = other

        TransitTime = self.env["ecommerce.transit.time"].with_user(self.worker)
        self.assertFalse(TransitTime.search([("carrier_id", "=", self.carrier.id)]))


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


@tagged("post_install", "-at_install")
class TestDeliveredOrder(DeliveryCommon):
    def _deliver(self, parcel, day):
        with self._at(day):
            parcel._set_delivered(day, "carrier")
            self.env.flush_all()

    def test_order_on_the_way_is_shipped(self):
        order = self._create_parcel(MONDAY).sale_id

        self.assertEqual(order.fulfillment_status, "shipped")
        self.assertFalse(order.delivered_on)

    def test_order_is_delivered_with_its_parcel(self):
        parcel = self._create_parcel(MONDAY)
        self._deliver(parcel, TUESDAY)

        self.assertEqual(parcel.sale_id.fulfillment_status, "delivered")
        self.assertEqual(parcel.sale_id.delivered_on, TUESDAY)

    def test_three_steps_are_delivered_with_the_last_one(self):
        self._set_delivery_steps("pick_pack_ship")
        order = self._order_on(MONDAY)
        for _step in range(2):
            self._ship(order, MONDAY)
        self._deliver(self._ship(order, MONDAY), TUESDAY)

        self.assertEqual(order.fulfillment_status, "delivered")

    def test_order_is_delivered_with_the_last_of_its_parcels(self):
        order = self._order_on(MONDAY)
        first = self._ship(order, MONDAY, quantity=1.0)
        self._deliver(first, TUESDAY)
        self.assertEqual(order.fulfillment_status, "partially_shipped")
        self.assertFalse(order.delivered_on)

        second = self._ship(order, WEDNESDAY)
        self.assertEqual(order.fulfillment_status, "shipped")
        self.assertFalse(order.delivered_on)

        self._deliver(second, THURSDAY)
        self.assertEqual(order.fulfillment_status, "delivered")
        self.assertEqual(order.delivered_on, THURSDAY)

    def test_last_day_counts_whatever_parcel_it_was(self):
        order = self._order_on(MONDAY)
        first = self._ship(order, MONDAY, quantity=1.0)
        second = self._ship(order, TUESDAY)
        self._deliver(second, WEDNESDAY)
        self._deliver(first, FRIDAY)

        self.assertEqual(order.delivered_on, FRIDAY)

    def test_goods_added_later_reopen_the_order(self):
        parcel = self._create_parcel(MONDAY)
        self._deliver(parcel, TUESDAY)
        parcel.sale_id.order_line.product_uom_qty = 3.0

        self.assertEqual(parcel.sale_id.fulfillment_status, "partially_shipped")
        self.assertFalse(parcel.sale_id.delivered_on)

    def test_return_does_not_change_the_delivery(self):
        parcel = self._create_parcel(MONDAY)
        self._deliver(parcel, TUESDAY)
        with self._at(WEDNESDAY):
            self._receive_return(parcel.sale_id)

        self.assertEqual(parcel.sale_id.fulfillment_status, "delivered")
        self.assertEqual(parcel.sale_id.delivered_on, TUESDAY)

    def test_paid_and_delivered_order_is_done(self):
        order = self._order_on(MONDAY)
        self._pay(order)
        order.order_line.product_id.invoice_policy = "delivery"
        self._deliver(self._ship(order, MONDAY), TUESDAY)
        self._invoice(order)

        self.assertEqual(order.flow_stage, "done")

    def test_unpaid_and_delivered_order_waits_as_a_shipped_one_does(self):
        order = self._create_parcel(MONDAY).sale_id
        self._deliver(order.picking_ids, TUESDAY)

        self.assertEqual(order.flow_stage, "shipped")

    def test_backend_order_has_no_day(self):
        order = self._create_parcel(MONDAY, website_id=False).sale_id

        self.assertFalse(order.delivered_on)


@tagged("post_install", "-at_install")
class TestPickedUp(DeliveryCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        delivery_types = cls.env["delivery.carrier"]._fields["delivery_type"]
        if "in_store" not in dict(delivery_types.selection):
            raise SkipTest("Pickup needs the optional app Click & Collect.")
        cls.carrier.write(
            {"delivery_type": "in_store", "warehouse_ids": cls.warehouse.ids}
        )

    def test_goods_are_delivered_when_they_are_handed_over(self):
        parcel = self._create_parcel(TUESDAY)

        self.assertEqual(parcel.delivered_on, TUESDAY)
        self.assertEqual(parcel.delivered_source, "pickup")
        self.assertEqual(parcel.sale_id.delivered_on, TUESDAY)

    def test_weekend_makes_no_difference(self):
        self.assertEqual(self._create_parcel(SATURDAY).delivered_on, SATURDAY)

    def test_automation_notes_what_was_missed(self):
        parcel = self._create_parcel(FRIDAY)
        parcel.write({"delivered_on": False, "delivered_source": False})
        with self._at(NEXT_MONDAY):
            self._run_automation("note_delivery")

        self.assertEqual(parcel.delivered_on, FRIDAY)
        self.assertEqual(parcel.delivered_source, "pickup")
