from datetime import datetime, timedelta

from freezegun import freeze_time

from odoo.fields import Command
from odoo.tests import tagged

from .returns_common import ReturnsCommon


@tagged("post_install", "-at_install")
class TestReturnOffer(ReturnsCommon):
    """What customers can return: what they have, and nobody asked to return yet."""

    def test_nothing_before_it_has_left(self):
        order = self._create_confirmed_order()

        self.assertEqual(self._get_offers(order), [])

    def test_what_has_left(self):
        order = self._create_confirmed_order(quantity=5.0)
        self._do_transfer(order, quantity=3.0)
        self.assertEqual(self._get_quantity(order), 3.0)

        self._do_transfer(order)
        self.assertEqual(self._get_quantity(order), 5.0)

    def test_less_what_was_returned_by_hand(self):
        order = self._create_shipped_order()
        self._receive_return(order)

        self.assertEqual(self._get_quantity(order), 1.0)

    def test_less_what_is_coming_by_hand(self):
        order = self._create_shipped_order()
        self._create_return(order)

        self.assertEqual(self._get_quantity(order), 1.0)

    def test_return_in_two_steps_counts_once(self):
        self.warehouse.reception_steps = "two_steps"
        order = self._create_confirmed_order(quantity=5.0)
        self._do_transfer(order)
        case = self._ask(order)
        self._receive(case)

        self.assertEqual(self._get_quantity(order), 4.0)

    def test_less_what_is_asked_for(self):
        self.policy.is_approved_automatically = False
        order = self._create_shipped_order()
        case = self._ask(order)
        self.assertEqual(self._get_quantity(order), 1.0)

        case.action_approve()
        self.assertEqual(self._get_quantity(order), 1.0)

    def test_what_is_given_up_can_be_returned_again(self):
        order = self._create_shipped_order()
        self._ask(order).action_cancel()

        self.assertEqual(self._get_quantity(order), 2.0)

    def test_services_and_delivery_are_not_offered(self):
        order = self._create_order(
            order_line=[
                Command.create(
                    {
                        "product_id": product.id,
                        "price_unit": 10.0,
                        "tax_ids": False,
                        "is_delivery": product == self.service,
                    }
                )
                for product in (self.goods, self.service)
            ]
        )
        self._pay(order)
        self._do_transfer(order)

        self.assertEqual(
            [it.line.product_id for it in self._get_offers(order)], [self.goods]
        )

    def test_website_that_takes_none(self):
        order = self._create_shipped_order()
        self.website.customer_can_return = False

        self.assertEqual(self._get_offers(order), [])

    def test_cancelled_order(self):
        order = self._create_shipped_order()
        self._arrange(order)._action_cancel()

        self.assertEqual(self._get_offers(order), [])

    def test_reason_of_what_can_not_be_returned(self):
        self.policy.write({"is_returnable": False, "refusal": "Made to measure"})
        order = self._create_shipped_order()

        self.assertEqual(self._get_offers(order)[0].refusal, "Made to measure")
        self.assertFalse(self.env["ecommerce.return.offer"]._can_return(order))

    def test_nothing_can_be_returned_without_a_policy(self):
        self.policy.active = False
        order = self._create_shipped_order()

        self.assertIn("cannot be returned", self._get_offers(order)[0].refusal)

    def test_no_period_before_everything_is_there(self):
        offer = self._get_offers(self._create_shipped_order())[0]

        self.assertFalse(offer.last_day)
        self.assertFalse(offer.is_late)

    def test_period_starts_with_the_delivery(self):
        order = self._create_shipped_order()
        self._deliver(order, days_ago=40)

        offer = self._get_offers(order)[0]

        self.assertTrue(offer.is_late)
        self.assertGreaterEqual(offer.last_day, order.delivered_on + timedelta(14))

    def test_period_starts_with_the_order(self):
        self.policy.starts_at = "order"
        order = self._create_shipped_order()
        self._arrange(order).date_order = datetime(2026, 3, 2, 12)

        self.assertEqual(str(self._get_offers(order)[0].last_day), "2026-03-16")

    def test_last_day_is_moved_by_holidays_of_the_shop(self):
        self.policy.starts_at = "order"
        calendar = self._arrange(self.warehouse)._get_shipping_calendar(
            self.world.company
        )
        calendar.tz = "Europe/Berlin"
        self.world["resource.calendar.leaves"].create(
            {
                "name": "Holiday",
                "calendar_id": calendar.id,
                "date_from": datetime(2026, 3, 15, 23),
                "date_to": datetime(2026, 3, 16, 22, 59, 59),
            }
        )
        order = self._create_shipped_order()
        self._arrange(order).date_order = datetime(2026, 3, 2, 12)

        self.assertEqual(str(self._get_offers(order)[0].last_day), "2026-03-17")

    def test_last_day_counts_until_it_is_over_for_the_customer(self):
        self.policy.starts_at = "order"
        self.partner.tz = "Pacific/Honolulu"
        order = self._create_shipped_order()
        self._arrange(order).date_order = datetime(2026, 3, 2, 12)

        with freeze_time("2026-03-17 09:59:59"):
            self.assertFalse(self._get_offers(order)[0].is_late)
        with freeze_time("2026-03-17 10:00:00"):
            self.assertTrue(self._get_offers(order)[0].is_late)
