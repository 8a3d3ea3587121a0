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

    def test_who_ordered_since_gets_none(self):
        cart = self._create_cart()
        self._create_confirmed_order(partner_id=self.customer.id)

        self._remind()

        self.assertSkipped(cart, "bought")

    def test_who_ordered_before_gets_one(self):
        self._create_confirmed_order(partner_id=self.customer.id).write(
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

    def test_a_colleague_s_order_of_the_same_company_counts(self):
        firm = self._create_customer("Firm", "firm@example.com", is_company=True)
        self.customer.parent_id = firm
        colleague = self._create_customer("Jo", "jo@example.com", parent_id=firm.id)
        cart = self._create_cart()
        self._create_confirmed_order(partner_id=colleague.id)

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

    # === CONSENT === #

    def _note(self, decision, email="kim@example.com"):
        self.env["ecommerce.cart.consent"].create(
            {"email": email, "decision": decision}
        )

    def test_who_did_not_agree_gets_none(self):
        self.website.cart_consent = "consent"
        cart = self._create_cart()

        self._remind()

        self.assertSkipped(cart, "no_consent")

    def test_who_agreed_gets_one(self):
        self.website.cart_consent = "consent"
        self._note("consent", "KIM@example.com")
        cart = self._create_cart()

        self._remind()

        self.assertReminded(cart)

    def test_a_customer_without_consent_gets_none_if_consent_is_needed(self):
        self.website.cart_consent = "consent"
        self._buy_before()
        cart = self._create_cart()

        self._remind()

        self.assertSkipped(cart, "no_consent")

    def test_a_customer_gets_one_if_a_purchase_is_enough(self):
        self.website.cart_consent = "consent_or_customer"
        self._buy_before()
        cart = self._create_cart()

        self._remind()

        self.assertReminded(cart)

    def test_a_stranger_gets_none_if_a_purchase_is_needed(self):
        self.website.cart_consent = "consent_or_customer"
        cart = self._create_cart()

        self._remind()

        self.assertSkipped(cart, "no_consent")

    def _buy_before(self):
        order = self._create_confirmed_order(partner_id=self.customer.id)
        order.write(
            {"date_order": self._get_time(50), "cart_activity_at": self._get_time(50)}
        )

    def test_the_default_asks_for_consent_or_a_purchase(self):
        website = self.env["website"].create({"name": "Second shop"})

        self.assertEqual(website.cart_consent, "consent_or_customer")

    def test_who_objected_gets_none(self):
        self._note("consent")
        self._note("opt_out")
        cart = self._create_cart()

        self._remind()

        self.assertSkipped(cart, "opted_out")

    def test_who_agreed_after_objecting_gets_one(self):
        self._note("opt_out")
        self._note("consent")
        cart = self._create_cart()

        self._remind()

        self.assertReminded(cart)

    def test_an_objection_holds_for_all_websites_of_the_company(self):
        other_website = self.env["website"].create(
            {"name": "Second shop", "company_id": self.website.company_id.id}
        )
        self.env["ecommerce.cart.consent"]._note_opt_out(
            other_website, "kim@example.com", "link"
        )
        cart = self._create_cart()

        self._remind()

        self.assertSkipped(cart, "opted_out")

    def test_an_objection_to_another_company_does_not_count(self):
        self.env["ecommerce.cart.consent"].create(
            {
                "email": "kim@example.com",
                "company_id": self.env["res.company"].create({"name": "Other"}).id,
            }
        )
        cart = self._create_cart()

        self._remind()

        self.assertReminded(cart)

    def test_who_is_on_the_blacklist_gets_none(self):
        self.env["mail.blacklist"]._add("kim@example.com")
        cart = self._create_cart()

        self._remind()

        self.assertSkipped(cart, "blacklisted")

    # === THE TIME === #

    def test_nobody_gets_two_within_the_pause(self):
        self._switch_on(self.second)
        self.second.delay_hours = 2.0
        self.website.cart_reminder_pause = 12.0
        cart = self._create_cart(hours=1.5)
        self._remind()

        with freeze_time(fields.Datetime.now() + relativedelta(hours=1)):
            self._remind()
            self.assertReminded(cart)
            self.assertEqual(self._get_reason(cart), "pause")
        with freeze_time(fields.Datetime.now() + relativedelta(hours=13)):
            self._remind()

        self.assertReminded(cart, times=2)

    def test_mails_wait_for_the_end_of_the_night(self):
        self.website.write({"cart_quiet_from": 22.0, "cart_quiet_to": 7.0})
        self.customer.tz = "Asia/Tokyo"  # UTC+9 all the year
        with freeze_time("2030-05-05 18:00:00"):  # 3 at night
            self.first.active_since = fields.Datetime.now() - relativedelta(days=1)
            cart = self._create_cart()
            self._remind()
            self.assertSkipped(cart, "quiet_hours")
            self.assertEqual(
                cart.next_reminder_at,
                fields.Datetime.to_datetime("2030-05-05 22:00:00"),
            )
        with freeze_time("2030-05-05 22:01:00"):
            self._remind()

        self.assertReminded(cart)

    def test_the_time_zone_of_a_guest_is_the_country_s(self):
        self.customer.write({"tz": False, "country_id": self.env.ref("base.jp").id})
        cart = self._create_cart()

        self.assertEqual(
            self.env["ecommerce.cart.check"]._get_customer_timezone(cart), "Asia/Tokyo"
        )
