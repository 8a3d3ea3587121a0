from odoo import http
from odoo.tests import HttpCase, tagged

from .cart_common import CartCommon


@tagged("post_install", "-at_install")
class TestExistingCustomers(CartCommon, HttpCase):
    """Who bought before is reminded without consent, as § 7 (3) UWG allows it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.website.cart_consent = "consent_or_customer"
        cls.Consent = cls.world["ecommerce.cart.consent"]

    def setUp(self):
        super().setUp()
        self.website.domain = self.base_url()

    # === WHO IS A CUSTOMER === #

    def _buy_before(self, partner):
        order = self._create_confirmed_order(partner_id=partner.id)
        order.sudo().write(
            {"date_order": self._get_time(50), "cart_activity_at": self._get_time(50)}
        )

    def test_what_a_colleague_bought_qualifies_nobody(self):
        firm = self._create_customer("Firm", "firm@example.com", is_company=True)
        self.customer.parent_id = firm
        self._buy_before(
            self._create_customer("Jo", "jo@example.com", parent_id=firm.id)
        )
        self._buy_before(firm)
        cart = self._create_cart()

        self._remind()

        self.assertSkipped(cart, "no_consent")

    def test_what_a_guest_bought_with_the_same_address_qualifies(self):
        self._buy_before(self._create_customer("Kim", "KIM@example.com"))
        cart = self._create_cart()

        self._remind()

        self.assertReminded(cart)

    def test_what_an_archived_contact_bought_qualifies(self):
        guest = self._create_customer("Kim", "kim@example.com")
        self._buy_before(guest)
        guest.active = False
        cart = self._create_cart()

        self._remind()

        self.assertReminded(cart)

    # === THE NOTICE === #

    def _add_to_cart(self):
        self.authenticate(None, None)
        self.make_jsonrpc_request(
            "/shop/cart/add",
            {
                "product_template_id": self.goods.product_tmpl_id.id,
                "product_id": self.goods.id,
                "quantity": 1,
            },
        )

    def _open_address_form(self):
        self._add_to_cart()
        return self.url_open("/shop/address").text

    def test_the_notice_stands_where_the_address_is_entered(self):
        self.assertIn(self.website._get_cart_notice_text(), self._open_address_form())

    def test_the_notice_stands_there_with_nothing_to_tick(self):
        self.website.cart_consent = "everyone"

        page = self._open_address_form()

        self.assertNotIn('name="cart_reminder_consent"', page)
        self.assertIn("o_ecommerce_cart_notice", page)

    def test_the_shop_writes_its_own_notice(self):
        self.website.cart_notice_text = "Object whenever you like."

        self.assertIn("Object whenever you like.", self._open_address_form())

    def test_where_consent_is_needed_there_is_no_notice(self):
        self.website.cart_consent = "consent"

        self.assertNotIn("o_ecommerce_cart_notice", self._open_address_form())

    def test_without_reminders_there_is_no_notice(self):
        self.website.cart_reminder_ids.is_on = False

        self.assertNotIn("o_ecommerce_cart_notice", self._open_address_form())

    # === A BOX THAT IS NOT TICKED === #

    def _check_out(self, **values):
        """Enter an address; return whether the box was there before."""
        is_asked = 'name="cart_reminder_asked"' in self._open_address_form()
        asked = {"cart_reminder_asked": "1"} if is_asked else {}
        self._submit(**asked, **values)
        self.env.invalidate_all()
        return is_asked

    def _submit(self, **values):
        return self.url_open(
            "/shop/address/submit",
            data={
                "csrf_token": http.Request.csrf_token(self),
                "address_type": "billing",
                "use_delivery_as_billing": "true",
                "required_fields": "name,email,country_id",
                "name": "Kim",
                "email": "kim@example.com",
                "phone": "+49 30 1234567",
                "street": "Lampenweg 1",
                "zip": "10115",
                "city": "Berlin",
                "country_id": str(self.env.ref("base.de").id),
                **values,
            },
        )

    def test_a_box_that_is_not_ticked_is_an_objection(self):
        self._buy_before(self.customer)

        self.assertTrue(self._check_out())

        row = self.Consent.search([("email", "=", "kim@example.com")])
        self.assertEqual((row.decision, row.source), ("opt_out", "checkout"))

    def test_who_did_not_tick_is_not_reminded_though_they_bought(self):
        self._buy_before(self.customer)
        self._check_out()
        cart = self.env["sale.order"].search([], order="id desc", limit=1)
        cart.date_order = self._get_time(2)
        self._age(cart, 2)

        self._remind()

        self.assertSkipped(cart, "opted_out")

    def test_who_was_not_asked_objected_to_nothing(self):
        self.website.cart_consent = "everyone"

        self.assertFalse(self._check_out())

        self.assertFalse(self.Consent.search([]))

    def test_who_answered_is_not_asked_again_for_the_cart(self):
        self._check_out(cart_reminder_consent="1")

        page = self.url_open("/shop/address").text

        self.assertNotIn("cart_reminder_consent", page)

    def test_an_address_that_is_refused_is_no_answer(self):
        self._check_out(email="nobody")

        self.assertFalse(self.Consent.search([]))
