from dateutil.relativedelta import relativedelta
from freezegun import freeze_time

from odoo import fields, http
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .cart_common import CartCommon


@tagged("post_install", "-at_install")
class TestDoubleOptIn(CartCommon, HttpCase):
    """Consent counts when the address is shown to be the customer's."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.website.cart_consent = "consent"
        cls.Consent = cls.world["ecommerce.cart.consent"]
        cls.visitor = cls.website.user_id
        cls.kim = cls._create_user(
            "kim@example.com",
            "base.group_portal",
            partner_id=cls.customer.id,
            email="kim@example.com",
        )
        cls.cart = cls._create_cart()

    def setUp(self):
        super().setUp()
        self.website.domain = self.base_url()

    def _agree(self, user=None, source="checkout"):
        """Let somebody tick the box beside Kim's address; return whether it counts."""
        user = user or self.visitor
        cart = self.cart.with_user(user).sudo()
        return cart.env["ecommerce.cart.consent"]._note_consent_of(cart, source)

    def _object(self, source="link"):
        self.Consent._note_opt_out(self.website, "kim@example.com", source)

    def _get_decision(self):
        self.env.invalidate_all()
        company = self.website.company_id
        decisions = self.Consent._get_decisions(company, ["kim@example.com"])
        return decisions.get("kim@example.com")

    def _get_confirmation_mails(self):
        return (
            self.env["mail.mail"]
            .sudo()
            .search([("model", "=", "ecommerce.cart.consent")])
        )

    def _get_path(self):
        row = self.Consent.search([("decision", "=", "unconfirmed")], limit=1)
        return "/shop" + row._get_confirmation_url().partition("/shop")[2]

    def _press(self, path):
        """Press the button of the page that the mail's link opens."""
        self.authenticate(None, None)
        return self.url_open(
            "/shop/reminders/confirm",
            data={
                "csrf_token": http.Request.csrf_token(self),
                "token": path.partition("=")[2],
            },
        )

    # === WHO CONFIRMS === #

    def test_a_guest_s_consent_does_not_count_before_it_is_confirmed(self):
        self.assertFalse(self._agree())

        self.assertFalse(self._get_decision())
        row = self.Consent.search([("email", "=", "kim@example.com")])
        self.assertEqual((row.decision, row.source), ("unconfirmed", "checkout"))

    def test_a_guest_is_not_reminded_before_the_consent_is_confirmed(self):
        self._agree()
        self._age(self.cart, 2)

        self._remind()

        self.assertEqual(self._get_reason(self.cart), "no_consent")

    def test_whoever_is_signed_in_with_the_address_need_not_confirm(self):
        self.assertTrue(self._agree(self.kim))

        self.assertEqual(self._get_decision(), "consent")
        self.assertFalse(self._get_confirmation_mails())

    def test_whoever_is_signed_in_with_another_address_confirms(self):
        other = self._create_user("lee@example.com", "base.group_portal")

        self.assertFalse(self._agree(other))

    def test_an_address_that_users_gave_themselves_shows_nothing(self):
        other = self._create_user("lee@example.com", "base.group_portal")
        other.partner_id.email = "kim@example.com"

        self.assertFalse(self._agree(other))

    def test_a_website_can_have_everybody_confirm(self):
        self.website.cart_double_opt_in = "always"

        self.assertFalse(self._agree(self.kim))

        self.assertEqual(len(self._get_confirmation_mails()), 1)

    def test_a_website_can_have_nobody_confirm(self):
        self.website.cart_double_opt_in = "never"

        self.assertTrue(self._agree())

        self.assertEqual(self._get_decision(), "consent")

    def test_guests_confirm_unless_the_website_says_otherwise(self):
        website = self.world["website"].create({"name": "Second shop"})

        self.assertEqual(website.cart_double_opt_in, "guests")

    # === THE MAIL === #

    def test_the_mail_goes_to_the_address_with_what_was_agreed(self):
        self.website.cart_consent_text = "Do remind me."

        self._agree()

        mail = self._get_confirmation_mails()
        self.assertEqual(mail.email_to, "kim@example.com")
        self.assertIn("Do remind me.", mail.body_html)
        self.assertIn("/shop/reminders/confirm?token=", mail.body_html)

    def test_nobody_gets_a_second_mail_within_a_day(self):
        for _time in range(3):
            self._agree()

        self.assertEqual(len(self._get_confirmation_mails()), 1)

    def test_whoever_agreed_gets_no_mail(self):
        self.Consent._note_consent(self.website, "kim@example.com", "cart")

        self._agree()

        self.assertFalse(self._get_confirmation_mails())

    @mute_logger(
        "odoo.addons.ecommerce_order_flow.models.cart."
        "ecommerce_cart_consent_confirmation"
    )
    def test_without_the_template_the_checkout_goes_on(self):
        self.env.ref("ecommerce_order_flow.mail_template_cart_consent").sudo().unlink()

        self.assertFalse(self._agree())

    # === THE LINK === #

    def test_to_look_at_the_link_confirms_nothing(self):
        self._agree()

        page = self.url_open(self._get_path())

        self.assertIn("kim@example.com", page.text)
        self.assertEqual(page.headers["Referrer-Policy"], "no-referrer")
        self.assertFalse(self._get_decision())

    def test_the_button_confirms(self):
        self._agree()

        page = self._press(self._get_path())

        self.assertIn("Thank you", page.text)
        self.assertEqual(self._get_decision(), "consent")
        row = self.Consent.search([("decision", "=", "consent")])
        self.assertEqual(row.source, "confirmation")
        self.assertEqual(row.text, self.website._get_cart_consent_text())

    def test_to_press_twice_is_noted_once(self):
        self._agree()
        path = self._get_path()

        self._press(path)
        self._press(path)

        self.assertEqual(self.Consent.search_count([("decision", "=", "consent")]), 1)

    @mute_logger("odoo.http")
    def test_strangers_get_the_same_answer_whatever_they_try(self):
        self._agree()
        token = self._get_path().partition("=")[2]
        opt_out_token = self.Consent._get_token(self.website, "kim@example.com")
        tokens = (token[:-2] + "AA", "x", "", "ä", token[4:], opt_out_token)

        answers = {self._press(f"?token={guess}").status_code for guess in tokens}

        self.assertEqual(answers, {404})
        self.assertFalse(self._get_decision())

    @mute_logger("odoo.http")
    def test_the_link_ends_after_a_month(self):
        self._agree()
        path = self._get_path()

        with freeze_time(fields.Datetime.now() + relativedelta(days=31)):
            row = self.Consent._find_unconfirmed(path.partition("=")[2])

        self.assertFalse(row)

    def _vacuum_after_a_month(self):
        with freeze_time(fields.Datetime.now() + relativedelta(days=31)):
            self.Consent.sudo()._gc_unconfirmed()
        return self.Consent.search([("decision", "=", "unconfirmed")])

    def test_an_address_that_was_not_confirmed_is_forgotten(self):
        self._agree()

        self.assertFalse(self._vacuum_after_a_month())

    def test_what_was_confirmed_stays_as_evidence(self):
        self._agree()
        self._press(self._get_path())

        self.assertTrue(self._vacuum_after_a_month())

    # === OBJECTIONS === #

    def test_a_stranger_s_tick_does_not_lift_an_objection_by_the_link(self):
        for rule in ("guests", "never", "always"):
            self.website.cart_double_opt_in = rule
            self._object()

            self._agree()

            self.assertEqual(self._get_decision(), "opt_out")

    def test_the_owner_lifts_the_objection_signed_in(self):
        self._object()

        self._agree(self.kim)

        self.assertEqual(self._get_decision(), "consent")

    def test_the_owner_lifts_the_objection_by_the_mail(self):
        self._object()
        self._agree()

        self._press(self._get_path())

        self.assertEqual(self._get_decision(), "consent")

    def test_a_box_that_was_not_ticked_can_be_ticked_later(self):
        self.website.cart_double_opt_in = "never"
        self._object("checkout")

        self._agree()

        self.assertEqual(self._get_decision(), "consent")

    def test_the_link_makes_an_objection_last_that_was_a_box(self):
        self.website.cart_double_opt_in = "never"
        self._object("checkout")
        self._object("link")

        self._agree()

        self.assertEqual(self._get_decision(), "opt_out")

    def test_a_box_that_a_stranger_leaves_empty_takes_no_confirmed_consent_back(self):
        self._agree()
        self._press(self._get_path())
        for user, decision in ((self.visitor, "consent"), (self.kim, "opt_out")):
            with self.subTest(user=user.login):
                consents = self.Consent.with_user(user).sudo()
                consents._note_opt_out(self.website, "kim@example.com", "checkout")

                self.assertEqual(self._get_decision(), decision)

    def test_a_box_that_a_stranger_leaves_empty_takes_no_signed_in_consent_back(self):
        self._agree(self.kim)

        consents = self.Consent.with_user(self.visitor).sudo()
        consents._note_opt_out(self.website, "kim@example.com", "checkout")

        self.assertEqual(self._get_decision(), "consent")

    def test_who_objected_after_the_confirmation_is_asked_again_at_once(self):
        self._agree()
        self._press(self._get_path())
        self._object()

        self._agree()

        self.assertEqual(len(self._get_confirmation_mails()), 2)

    def test_empty_boxes_in_between_bring_nobody_more_mails(self):
        self._agree()
        self._object("checkout")

        self._agree()

        self.assertEqual(len(self._get_confirmation_mails()), 1)

    def test_the_box_does_not_tell_strangers_what_the_owner_decided(self):
        self.Consent._note_consent(self.website, "kim@example.com", "cart")
        cart = self.cart.with_user(self.visitor).sudo()

        self.assertTrue(cart.env["ecommerce.cart.consent"]._is_asked(cart))
