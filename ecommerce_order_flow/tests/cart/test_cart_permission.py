from dateutil.relativedelta import relativedelta
from freezegun import freeze_time

from odoo import fields
from odoo.tests import tagged

from .cart_common import CartCommon


@tagged("post_install", "-at_install")
class TestCartPermission(CartCommon):
    """Who may be reminded, and at which time."""

    # === CONSENT === #

    def _note(self, decision, email="kim@example.com"):
        self.world["ecommerce.cart.consent"].create(
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
        order.sudo().write(
            {"date_order": self._get_time(50), "cart_activity_at": self._get_time(50)}
        )

    def test_the_default_asks_for_consent_or_a_purchase(self):
        website = self.world["website"].create({"name": "Second shop"})

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
        other_website = self.world["website"].create(
            {"name": "Second shop", "company_id": self.website.company_id.id}
        )
        self.world["ecommerce.cart.consent"]._note_opt_out(
            other_website, "kim@example.com", "link"
        )
        cart = self._create_cart()

        self._remind()

        self.assertSkipped(cart, "opted_out")

    def test_an_objection_to_another_company_does_not_count(self):
        self.world["ecommerce.cart.consent"].create(
            {
                "email": "kim@example.com",
                "company_id": self.world["res.company"].create({"name": "Other"}).id,
            }
        )
        cart = self._create_cart()

        self._remind()

        self.assertReminded(cart)

    def test_who_is_on_the_blacklist_gets_none(self):
        self.world["mail.blacklist"]._add("kim@example.com")
        cart = self._create_cart()

        self._remind()

        self.assertSkipped(cart, "blacklisted")

    # === CONTACTS WITH SEVERAL ADDRESSES === #

    def test_the_objection_of_any_address_of_a_contact_counts(self):
        self.customer.email = "kim@example.com, kim@work.example.com"
        self._note("opt_out", "kim@work.example.com")
        cart = self._create_cart()

        self._remind()

        self.assertSkipped(cart, "opted_out")

    def test_any_address_of_a_contact_on_the_blacklist_counts(self):
        self.customer.email = "kim@example.com, kim@work.example.com"
        self.world["mail.blacklist"]._add("kim@work.example.com")
        cart = self._create_cart()

        self._remind()

        self.assertSkipped(cart, "blacklisted")

    def test_a_reminder_goes_to_the_address_that_agreed_and_to_no_other(self):
        self.website.cart_consent = "consent"
        self.customer.email = "kim@example.com, kim@work.example.com"
        self._note("consent")
        cart = self._create_cart()

        self._remind()

        mail = self._get_mails(cart)
        addresses = [
            address
            for recipient in mail._prepare_outgoing_list()
            for address in recipient["email_to_normalized"]
        ]
        self.assertEqual(addresses, ["kim@example.com"])

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
            self.first.sudo().active_since = fields.Datetime.now() - relativedelta(
                days=1
            )
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
