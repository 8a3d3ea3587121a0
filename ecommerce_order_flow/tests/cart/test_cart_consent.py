from odoo import http
from odoo.exceptions import UserError
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .cart_common import CartCommon


@tagged("post_install", "-at_install")
class TestCartConsent(CartCommon, HttpCase):
    """Customers agree to reminders, and object to them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.website.cart_consent = "consent"
        cls.Consent = cls.env["ecommerce.cart.consent"]
        cls.token = cls.Consent._get_token(cls.website, "kim@example.com")

    def setUp(self):
        super().setUp()
        self.website.domain = self.base_url()

    def _get_decision(self, email="kim@example.com"):
        self.env.invalidate_all()
        return self.Consent._get_decisions(self.website.company_id, [email]).get(email)

    def _post(self, path, **values):
        return self.url_open(
            path, data={"csrf_token": http.Request.csrf_token(self), **values}
        )

    # === EVIDENCE === #

    def test_addresses_are_compared_as_mails_do(self):
        self.Consent._note_consent(self.website, "Kim <KIM@Example.com>", "cart")

        self.assertEqual(self._get_decision(), "consent")

    def test_text_time_language_and_source_are_kept(self):
        self.website.cart_consent_text = "Do remind me."

        row = self.Consent._note_consent(self.website, "kim@example.com", "checkout")

        self.assertEqual(row.text, "Do remind me.")
        self.assertEqual((row.lang, row.source), ("en_US", "checkout"))
        self.assertTrue(row.create_date)

    def test_evidence_is_not_changed(self):
        row = self.Consent._note_opt_out(self.website, "kim@example.com", "link")

        with self.assertRaises(UserError):
            row.decision = "consent"

    def test_an_address_that_is_none_is_refused(self):
        with self.assertRaises(UserError):
            self.Consent.create({"email": "nobody"})

    # === CART AND CHECKOUT === #

    def _sign_in(self):
        self.world["res.users"].create(
            {
                "name": "Kim",
                "login": "kim@example.com",
                "password": "kim@example.com",
                "partner_id": self.customer.id,
                "group_ids": [(6, 0, self.env.ref("base.group_portal").ids)],
            }
        )
        cart = self._create_cart()
        self.authenticate("kim@example.com", "kim@example.com")
        return cart

    def test_signed_in_customers_are_asked_in_the_cart_unticked(self):
        self._sign_in()

        page = self.url_open("/shop/cart").text

        self.assertIn("cart_reminder_consent_form", page)
        self.assertNotIn(
            "checked", page[page.index("cart_reminder_consent_form") :][:900]
        )

    def test_signed_in_customers_agree_in_the_cart(self):
        cart = self._sign_in()

        page = self._post("/shop/cart/reminder_consent", cart_reminder_consent="1").text

        self.assertEqual(self._get_decision(), "consent")
        self.assertNotIn("cart_reminder_consent_form", page)
        self.assertGreater(cart.cart_activity_at, self._get_time(1))

    def test_signed_in_customers_are_told_of_the_confirmation_mail(self):
        self.website.cart_double_opt_in = "always"
        self._sign_in()

        page = self._post("/shop/cart/reminder_consent", cart_reminder_consent="1").text

        self.assertFalse(self._get_decision())
        self.assertIn("confirm your consent in the email that we sent you", page)
        self.assertNotIn("cart_reminder_consent_form", page)

    def test_an_unticked_box_is_no_consent(self):
        self._sign_in()

        self._post("/shop/cart/reminder_consent")

        self.assertFalse(self._get_decision())

    def test_who_agreed_is_not_asked_again(self):
        self.Consent._note_consent(self.website, "kim@example.com", "cart")
        self._sign_in()

        self.assertNotIn("cart_reminder_consent_form", self.url_open("/shop/cart").text)

    def test_nobody_is_asked_where_nobody_is_reminded(self):
        self.website.cart_consent = "nobody"
        self._sign_in()

        self.assertNotIn("cart_reminder_consent_form", self.url_open("/shop/cart").text)

    def _check_out(self, **values):
        """Enter an address as a visitor does, without an account."""
        self.authenticate(None, None)
        self.make_jsonrpc_request(
            "/shop/cart/add",
            {
                "product_template_id": self.goods.product_tmpl_id.id,
                "product_id": self.goods.id,
                "quantity": 1,
            },
        )
        form = self.url_open("/shop/address").text
        self._post(
            "/shop/address/submit",
            **{
                "address_type": "billing",
                "use_delivery_as_billing": "true",
                "required_fields": "name,email,country_id",
                "name": "Guest",
                "email": "guest@example.com",
                "phone": "+49 30 1234567",
                "street": "Lampenweg 1",
                "zip": "10115",
                "city": "Berlin",
                "country_id": str(self.env.ref("base.de").id),
                **values,
            },
        )
        return form

    def test_visitors_are_asked_in_the_checkout(self):
        self.assertIn('name="cart_reminder_consent"', self._check_out())

    def test_visitors_agree_in_the_checkout(self):
        self.website.cart_double_opt_in = "never"

        self._check_out(cart_reminder_consent="1")

        self.assertEqual(self._get_decision("guest@example.com"), "consent")
        row = self.Consent.search([("email", "=", "guest@example.com")])
        self.assertEqual(row.source, "checkout")
        self.assertEqual(row.text, self.website._get_cart_consent_text())

    def test_visitors_confirm_by_mail_what_they_agree_to(self):
        form = self._check_out(cart_reminder_consent="1")

        self.assertIn("confirmed it in the email", form)
        self.assertFalse(self._get_decision("guest@example.com"))
        row = self.Consent.search([("email", "=", "guest@example.com")])
        self.assertEqual(row.decision, "unconfirmed")

    def test_visitors_do_not_have_to_agree(self):
        self._check_out()

        self.assertFalse(self._get_decision("guest@example.com"))

    def test_an_address_that_is_refused_is_no_consent(self):
        self._check_out(cart_reminder_consent="1", email="nobody")

        self.assertFalse(self.Consent.search([("source", "=", "checkout")]))

    # === OBJECT === #

    def test_to_look_at_the_page_is_no_objection(self):
        page = self.url_open(f"/shop/reminders/stop?token={self.token}")

        self.assertEqual(page.headers["Referrer-Policy"], "no-referrer")
        self.assertIn("kim@example.com", page.text)
        self.assertFalse(self._get_decision())

    def test_the_form_objects(self):
        self.authenticate(None, None)

        page = self._post("/shop/reminders/stop", token=self.token)

        self.assertEqual(self._get_decision(), "opt_out")
        self.assertIn("We will not send any more cart reminders", page.text)

    def test_the_mail_program_s_button_objects(self):
        answer = self.url_open(
            f"/shop/reminders/one-click?token={self.token}",
            data={"List-Unsubscribe": "One-Click"},
        )

        self.assertEqual(answer.status_code, 200)
        self.assertEqual(self._get_decision(), "opt_out")

    def test_to_object_twice_is_noted_once(self):
        for _time in range(2):
            self.Consent._note_opt_out(self.website, "kim@example.com", "link")

        self.assertEqual(
            self.Consent.search_count([("email", "=", "kim@example.com")]), 1
        )

    @mute_logger("odoo.http")
    def test_a_program_that_follows_the_button_s_link_does_not_object(self):
        self.url_open(f"/shop/reminders/one-click?token={self.token}")

        self.assertFalse(self._get_decision())

    @mute_logger("odoo.http")
    def test_guessed_and_altered_links_do_nothing(self):
        tokens = (self.token[:-2] + "AA", "x", "", "ä", self.token[4:])
        answers = {
            self.url_open(f"/shop/reminders/stop?token={token}").status_code
            for token in tokens
        } | {
            self.url_open(
                f"/shop/reminders/one-click?token={token}", data={"a": "b"}
            ).status_code
            for token in tokens
        }

        self.assertEqual(answers, {404})
        self.assertFalse(self.Consent.search([]))
