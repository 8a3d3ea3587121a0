from odoo.exceptions import AccessError, ValidationError
from odoo.tests import Form, tagged

from .delivery_common import (
    FRIDAY,
    MONDAY,
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
            parcel.delivered_on = TUESDAY

        self.assertEqual(parcel.delivered_on, TUESDAY)
        self.assertEqual(parcel.delivered_source, "manual")

    def test_day_before_shipping_is_refused(self):
        parcel = self._create_parcel(TUESDAY)

        with (
            self._at(WEDNESDAY),
            self.assertRaisesRegex(ValidationError, "shipped on 03/05/2030"),
        ):
            parcel.delivered_on = MONDAY

    def test_day_of_shipping_is_possible(self):
        parcel = self._create_parcel(TUESDAY)
        with self._at(WEDNESDAY):
            parcel.delivered_on = TUESDAY

        self.assertEqual(parcel.delivered_on, TUESDAY)

    def test_tomorrow_is_refused(self):
        parcel = self._create_parcel(MONDAY)

        with self._at(MONDAY), self.assertRaisesRegex(ValidationError, "in the future"):
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
            parcel.action_set_delivered()

        self.assertEqual(parcel.delivered_on, WEDNESDAY)
        self.assertEqual(parcel.delivered_source, "manual")

    def test_bulk_action_leaves_out_what_is_not_shipped(self):
        parcel, waiting = self._create_parcel(MONDAY), self._order_on(MONDAY)
        both = parcel + waiting.picking_ids
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
        stranger = self._create_user("stranger", "base.group_user")

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
        parcel = self._create_parcel(MONDAY)
        self.env.invalidate_all()

        with Form(parcel) as form:
            self.assertEqual(form.delivered_on, False)

    def test_warehouse_user_reads_transit_times_only(self):
        transit_time = self._hand_over(self.carrier.transit_time_ids)

        self.assertEqual(transit_time.days, 2)
        with self.assertRaises(AccessError):
            transit_time.days = 3

    def test_transit_times_of_other_companies_are_hidden(self):
        other = self.world["res.company"].create({"name": "Elsewhere"})
        self.carrier.product_id.company_id = other

        TransitTime = self.env["ecommerce.transit.time"]
        self.assertFalse(TransitTime.search([("carrier_id", "=", self.carrier.id)]))
