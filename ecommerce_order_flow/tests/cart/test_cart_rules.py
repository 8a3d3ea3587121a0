from unittest.mock import patch

from dateutil.relativedelta import relativedelta
from freezegun import freeze_time

from odoo import fields
from odoo.fields import Command
from odoo.tests import tagged

from .cart_common import CartCommon


@tagged("post_install", "-at_install")
class TestCartRules(CartCommon):
    """Who gets no reminder and why; each rule with somebody who gets one."""

    # === THE CUSTOMER === #

    def test_who_has_no_address_gets_none(self):
        self.customer.email = "no address"

        cart = self._create_cart()
        self._remind()

        self.assertSkipped(cart, "no_address")

    def test_a_visitor_who_gave_no_address_gets_none(self):
        visitor = self.website.user_id.partner_id
        visitor.email = "public@example.com"

        cart = self._create_cart(partner_id=visitor.id)
        self._remind()

        self.assertSkipped(cart, "no_address")

    def test_whose_contact_is_archived_gets_none(self):
        cart = self._create_cart()
        self.customer.active = False

        self._remind()

        self.assertSkipped(cart, "archived")

    def test_who_ordered_since_gets_none(self):
        cart = self._create_cart()
        self._create_confirmed_order(partner_id=self.customer.id)

        self._remind()

        self.assertSkipped(cart, "bought")

    def test_who_ordered_before_gets_one(self):
        self._create_confirmed_order(partner_id=self.customer.id).sudo().write(
            {"date_order": self._get_time(5), "cart_activity_at": self._get_time(5)}
        )
        cart = self._create_cart()

        self._remind()

        self.assertReminded(cart)

    def test_a_guest_s_order_with_the_same_address_counts(self):
        cart = self._create_cart()
        guest = self._create_customer("Kim again", "Kim <KIM@example.com>")
        self._create_order(partner_id=guest.id, state="sent")

        self._remind()

        self.assertSkipped(cart, "bought")

    def _create_colleague(self):
        firm = self._create_customer("Firm", "firm@example.com", is_company=True)
        self.customer.parent_id = firm
        return self._create_customer("Jo", "jo@example.com", parent_id=firm.id)

    def test_a_colleague_s_order_does_not_count(self):
        colleague = self._create_colleague()
        cart = self._create_cart()
        self._create_confirmed_order(partner_id=colleague.id)

        self._remind()

        self.assertReminded(cart)

    def test_a_colleague_s_newer_cart_does_not_count(self):
        colleague = self._create_colleague()
        old_cart = self._create_cart(hours=4)
        new_cart = self._create_cart(hours=2, partner_id=colleague.id)

        self._remind()

        self.assertReminded(old_cart)
        self.assertReminded(new_cart)

    def test_an_order_of_before_the_address_changed_counts(self):
        cart = self._create_cart()
        self._create_confirmed_order(partner_id=self.customer.id)
        self.customer.email = "kim@elsewhere.example.com"

        self._remind()

        self.assertSkipped(cart, "bought")

    def test_somebody_else_s_order_does_not_count(self):
        cart = self._create_cart()
        other = self._create_customer("Lee", "lee@example.com")
        self._create_confirmed_order(partner_id=other.id)

        self._remind()

        self.assertReminded(cart)

    def test_of_several_carts_the_newest_gets_the_mail(self):
        old_cart = self._create_cart(hours=4)
        new_cart = self._create_cart(hours=2)

        self._remind()

        self.assertSkipped(old_cart, "newer_cart")
        self.assertReminded(new_cart)

    def test_an_empty_newer_cart_does_not_count(self):
        cart = self._create_cart()
        self._create_cart(hours=1.5, order_line=[Command.clear()])

        self._remind()

        self.assertReminded(cart)

    def test_whose_payment_is_under_way_gets_none(self):
        cart = self._create_cart()
        self._create_tx(cart, state="pending")
        self._age(cart, 2)

        self._remind()

        self.assertSkipped(cart, "paying")

    def test_whose_payment_was_cancelled_gets_one(self):
        cart = self._create_cart()
        self._create_tx(cart, state="cancel")
        self._age(cart, 2)

        self._remind()

        self.assertReminded(cart)

    # === THE CART === #

    def test_a_cart_of_unpublished_goods_gets_none(self):
        self.goods.is_published = False
        cart = self._create_cart()

        self._remind()

        self.assertSkipped(cart, "nothing_to_buy")

    def test_a_cart_of_goods_sold_out_gets_none(self):
        self.goods.allow_out_of_stock_order = False
        cart = self._create_cart()

        with patch.object(type(cart), "_get_free_qty", return_value=0.0):
            self._remind()

        self.assertSkipped(cart, "nothing_to_buy")

    def test_goods_that_can_be_ordered_without_stock_get_one(self):
        self.goods.allow_out_of_stock_order = True
        cart = self._create_cart()

        with patch.object(type(cart), "_get_free_qty", return_value=0.0):
            self._remind()

        self.assertReminded(cart)

    def test_a_cart_of_free_goods_gets_none(self):
        self.goods.list_price = 0.0
        cart = self._create_cart()
        cart.order_line.price_unit = 0.0

        self._remind()

        self.assertSkipped(cart, "nothing_to_buy")

    def test_something_to_buy_is_enough(self):
        self.service.is_published = True
        cart = self._create_cart()
        cart.order_line = [self._order_line(self.service)]
        self._age(cart, 2)
        self.goods.is_published = False

        self._remind()

        self.assertReminded(cart)

    def test_a_cart_below_the_minimum_gets_none(self):
        self.first.minimum_amount = 100.01
        cart = self._create_cart()

        self._remind()

        self.assertSkipped(cart, "low_amount")

    def test_a_cart_of_the_minimum_gets_one(self):
        self.first.minimum_amount = 100.0
        cart = self._create_cart()

        self._remind()

        self.assertReminded(cart)

    def test_a_reminder_by_hand_replaces_the_first(self):
        cart = self._create_cart()
        cart.cart_recovery_email_sent = True

        self._remind()

        self.assertSkipped(cart, "manual")

    def test_a_reminder_days_too_late_is_not_sent(self):
        cart = self._create_cart(hours=60)

        self._remind()

        self.assertSkipped(cart, "too_late")

    def test_what_spoke_against_a_reminder_stays_noted_when_it_is_too_late(self):
        self.website.cart_consent = "consent"
        cart = self._create_cart()
        self._remind()

        with freeze_time(fields.Datetime.now() + relativedelta(hours=60)):
            self._remind()

        self.assertSkipped(cart, "no_consent")
        self.assertFalse(cart.next_reminder_at)
