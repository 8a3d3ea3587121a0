from unittest import SkipTest

from dateutil.relativedelta import relativedelta

from odoo import fields
from odoo.tests import tagged

from .cart_common import CartCommon
from .cart_kinds import CartKinds


class BookingCommon(CartCommon):
    """A cart that Kim left, and one that Kim filled since."""

    app_field = None  # of `sale.order.line`, without which there is nothing to test

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        if cls.app_field not in cls.env["sale.order.line"]._fields:
            raise SkipTest(f"The optional app with {cls.app_field} is missing.")
        cls.kinds = CartKinds(cls)
        cls.recovery = cls.world["ecommerce.cart.recovery"].sudo()
        cls.cart = cls._arrange(cls._create_cart(order_line=[])).sudo()
        cls.other = cls._arrange(cls._create_cart(order_line=[])).sudo()

    def _come_back(self):
        return self.recovery._restore_cart(self.cart, self.world["sale.order"].sudo())

    def _merge(self):
        return self.recovery._restore_cart(self.cart, self.other)

    def assertNotReminded(self):
        self._age(self.cart, 2)
        self.other.unlink()

        self._remind()

        self.assertSkipped(self.cart, "nothing_to_buy")


@tagged("post_install", "-at_install")
class TestTicketsInCarts(BookingCommon):
    app_field = "event_ticket_id"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ticket = cls.kinds.create_ticket()
        cls.event = cls.ticket.event_id

    def _add(self, cart=None, quantity=2.0, ticket=None):
        return self.kinds.add_tickets(
            cart or self.cart, ticket or self.ticket, quantity
        )

    def test_tickets_stay_though_their_product_is_unpublished(self):
        self._add()

        self.assertEqual(self._come_back(), [])
        self.assertEqual(self.cart.order_line.product_uom_qty, 2.0)

    def test_tickets_whose_sale_has_ended_are_told(self):
        self._add()
        now = fields.Datetime.now()
        self.ticket.end_sale_datetime = now - relativedelta(minutes=1)

        self.assertEqual(self._come_back(), ["Adult is no longer sold."])
        self.assertFalse(self.cart.order_line)

    def test_nobody_is_reminded_of_an_event_that_is_over(self):
        self._add()
        now = fields.Datetime.now()
        self.event.write(
            {
                "date_begin": now - relativedelta(days=2),
                "date_end": now - relativedelta(days=1),
            }
        )

        self.assertNotReminded()

    def test_nobody_is_reminded_of_an_event_that_is_not_on_the_website(self):
        self._add()
        self.event.is_published = False

        self.assertNotReminded()

    def test_an_event_of_another_website_is_not_sold(self):
        self._add()
        self.event.website_id = self.world["website"].create(
            {"name": "Second shop", "company_id": self.website.company_id.id}
        )

        self.assertEqual(self._come_back(), ["Adult is no longer sold."])

    def test_tickets_that_are_sold_out_are_told(self):
        self._add()
        self._take_seats(left=0)

        self.assertEqual(self._come_back(), ["Adult is sold out."])

    def test_when_one_seat_is_left_one_stays(self):
        line = self._add()
        self._take_seats(left=1)

        changes = self._come_back()

        self.assertEqual(changes, ["Only 1 of Adult are available (you wanted 2)."])
        self.assertEqual(line.product_uom_qty, 1.0)

    def _take_seats(self, left):
        """Let others have all seats but some."""
        self.ticket.seats_max = left + 1
        self.world["event.registration"].sudo().create(
            {
                "event_id": self.event.id,
                "event_ticket_id": self.ticket.id,
                "state": "open",
            }
        )

    def test_the_seats_go_along_into_the_other_cart(self):
        self.kinds.add_lanterns(self.cart)
        line = self._add(self.other)

        self._merge()

        self.assertEqual(line.order_id, self.cart)
        self.assertEqual(line.registration_ids.sale_order_id, self.cart)
        self.assertNotIn("cancel", line.registration_ids.mapped("state"))
        self.assertEqual(len(line.registration_ids), 2)

    def test_tickets_of_two_events_stay_two_lines(self):
        self._add()
        other_event = self.event.copy({"is_published": True})
        ticket = other_event.event_ticket_ids or self.ticket.copy(
            {"event_id": other_event.id}
        )
        self._add(self.other, quantity=1.0, ticket=ticket)

        self._merge()

        quantities = {
            line.event_id: line.product_uom_qty for line in self.cart.order_line
        }
        self.assertEqual(quantities, {self.event: 2.0, other_event: 1.0})


@tagged("post_install", "-at_install")
class TestBoothsInCarts(BookingCommon):
    app_field = "event_booth_category_id"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.booth = cls.kinds.create_booth()
        cls._add(cls.cart)

    @classmethod
    def _add(cls, cart):
        cls.kinds.add(
            cart,
            cls.booth.product_id,
            event_booth_pending_ids=cls.booth.ids,
            registration_values={"partner_id": cart.partner_id.id},
        )

    def test_a_booth_stays(self):
        self.assertEqual(self._come_back(), [])
        self.assertEqual(self.cart.order_line.event_booth_pending_ids, self.booth)

    def test_a_booth_that_somebody_else_has_is_told(self):
        self.booth.state = "unavailable"

        self.assertEqual(self._come_back(), ["Booth is sold out."])
        self.assertFalse(self.cart.order_line)

    def test_nobody_is_reminded_of_a_booth_that_somebody_else_has(self):
        self.booth.state = "unavailable"

        self.assertNotReminded()

    def test_the_same_booth_in_both_carts_is_booked_once(self):
        self._add(self.other)

        self._merge()

        self.assertEqual(len(self.cart.order_line), 1)
        self.assertEqual(self.cart.amount_untaxed, 60.0)


@tagged("post_install", "-at_install")
class TestCoursesInCarts(BookingCommon):
    app_field = "product_id"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        if "channel_ids" not in cls.env["product.product"]._fields:
            raise SkipTest("Courses need the optional app website_sale_slides.")
        cls.course = cls.kinds.create_course()
        cls.kinds.add(cls.cart, cls.course.product_id)
        cls.course.product_id.is_published = False

    def test_a_course_stays_though_its_product_is_unpublished(self):
        self.assertEqual(self._come_back(), [])
        self.assertTrue(self.cart.order_line)

    def test_a_course_that_is_not_on_the_website_is_told(self):
        self.course.is_published = False

        self.assertEqual(self._come_back(), ["Knots is no longer sold."])

    def test_a_course_that_is_free_now_is_not_sold(self):
        self.course.enroll = "public"

        self.assertNotReminded()

    def test_the_same_course_in_both_carts_is_bought_once(self):
        self.kinds.add(self.other, self.course.product_id)

        changes = self._merge()

        self.assertEqual(len(changes), 1)
        self.assertEqual(self.cart.order_line.product_uom_qty, 1.0)
