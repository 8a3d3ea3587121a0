from unittest import SkipTest

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
        self.goods.invoice_policy = "delivery"
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
        parcel.sudo().write({"delivered_on": False, "delivered_source": False})
        with self._at(NEXT_MONDAY):
            self._run_automation("note_delivery")

        self.assertEqual(parcel.delivered_on, FRIDAY)
        self.assertEqual(parcel.delivered_source, "pickup")
