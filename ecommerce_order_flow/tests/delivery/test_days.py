from odoo.tests import tagged

from .delivery_common import MONDAY, THURSDAY, TUESDAY, WEDNESDAY, DeliveryCommon


@tagged("post_install", "-at_install")
class TestDays(DeliveryCommon):
    """Days are counted as a whole, where the warehouse is."""

    def _order_with_lead_time(self, days):
        with self._at(MONDAY):
            order = self._create_order(carrier_id=self.carrier.id)
            order.order_line.customer_lead = days
            order.action_confirm()
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
