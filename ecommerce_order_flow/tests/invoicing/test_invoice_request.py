from unittest.mock import patch

from odoo import http
from odoo.exceptions import UserError
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from ..common import OrderFlowCommon

MIXIN = "odoo.addons.ecommerce_order_flow.models.invoicing.ecommerce_invoice_creation"


@tagged("post_install", "-at_install")
class TestInvoiceRequest(OrderFlowCommon, HttpCase):
    """Customers get their invoice from the page of their order."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.website.invoice_consumer = "on_request"
        cls.country = cls.env.ref("base.de")
        cls.partner.write(
            {
                "name": "Jane Doe",
                "email": "jane@example.com",
                "street": "Lampenweg 1",
                "zip": "10115",
                "city": "Berlin",
                "country_id": cls.country.id,
            }
        )
        cls.order = cls._create_order()
        cls._pay(cls.order)
        cls.token = cls.order._portal_ensure_token()

    def _get_url(self, token=None, order_id=None):
        token = self.token if token is None else token
        return f"/my/orders/{order_id or self.order.id}/invoice?access_token={token}"

    def _get(self, *args, **kwargs):
        return self.url_open(self._get_url(*args, **kwargs))

    def _post(self, url=None, **values):
        """Send the form as a visitor with the link does."""
        address = {
            "name": "Jane Doe",
            "street": "Lampenweg 1",
            "zip": "10115",
            "city": "Berlin",
            "country_id": self.country.id,
            "company_name": "",
            "vat": "",
        }
        self.authenticate(None, None)
        data = {"csrf_token": http.Request.csrf_token(self), **address, **values}
        return self.url_open(url or self._get_url(), data=data)

    # === THE BUTTON === #

    def _has_button(self):
        return (
            "request_invoice_sidebar_button"
            in self.url_open(self.order.get_portal_url()).text
        )

    def test_paid_order_has_the_button(self):
        self.assertTrue(self._has_button())

    def test_order_that_is_invoiced_by_hand_has_no_button(self):
        self.website.invoice_consumer = "never"

        self.assertFalse(self._has_button())

    def test_cancelled_order_has_no_button(self):
        self.order._action_cancel()

        self.assertFalse(self._has_button())

    # === THE INVOICE === #

    def test_form_shows_the_address_that_is_known(self):
        page = self._get()

        self.assertIn("Lampenweg 1", page.text)
        self.assertFalse(self.order.invoice_ids)

    def test_request_creates_posts_and_shows_the_invoice(self):
        response = self._post()

        invoice = self.order.invoice_ids
        self.assertEqual(invoice.state, "posted")
        self.assertIn(invoice.payment_state, ("paid", "in_payment"))
        self.assertTrue(invoice.is_to_send)
        self.assertIn(f"/my/invoices/{invoice.id}", response.url)
        self.assertIn(invoice.name, response.text)

    def test_second_request_shows_the_same_invoice(self):
        self._post()
        invoice = self.order.invoice_ids

        response = self._post(company_name="Another Ltd")

        self.assertEqual(self.order.invoice_ids, invoice)
        self.assertEqual(invoice.partner_id, self.partner)
        self.assertIn(f"/my/invoices/{invoice.id}", response.url)

    def test_unchanged_address_is_no_new_contact(self):
        self._post()

        self.assertEqual(self.order.invoice_ids.partner_id, self.partner)

    def test_company_and_tax_id_stand_on_the_invoice(self):
        self._post(company_name="Lamps GmbH", vat="DE123456788")

        partner = self.order.invoice_ids.partner_id
        self.assertEqual(partner.company_name, "Lamps GmbH")
        self.assertEqual(partner.vat, "DE123456788")
        self.assertEqual(partner.email, "jane@example.com")
        self.assertFalse(self.partner.vat)
        self.assertTrue(self.order.is_business)
        self.assertIn(self.order.invoice_ids.payment_state, ("paid", "in_payment"))

    def test_other_address_is_a_new_contact_of_the_customer(self):
        self._post(street="Kontorgasse 9")

        partner = self.order.invoice_ids.partner_id
        self.assertEqual(partner.street, "Kontorgasse 9")
        self.assertEqual(partner.parent_id, self.partner)
        self.assertEqual(self.partner.street, "Lampenweg 1")

    def test_tax_id_that_does_not_check_is_refused(self):
        response = self._post(company_name="Lamps GmbH", vat="DE000000000")

        self.assertIn("alert-danger", response.text)
        self.assertIn("Lamps GmbH", response.text)
        self.assertFalse(self.order.invoice_ids)
        self.assertEqual(self.order.partner_invoice_id, self.partner)

    def test_address_without_a_country_is_refused(self):
        for country in ("", "²", "-1", "Germany", "999999999", "1" * 10_000):
            with self.subTest(country):
                response = self._post(country_id=country)

                self.assertEqual(response.status_code, 200)
                self.assertIn("alert-danger", response.text)
                self.assertFalse(self.order.invoice_ids)

    def test_address_without_a_street_is_refused(self):
        response = self._post(street="")

        self.assertIn("alert-danger", response.text)
        self.assertFalse(self.order.invoice_ids)

    def test_invoice_that_cannot_be_created_now_is_promised(self):
        with (
            patch.object(
                self.registry["account.move"], "_post", side_effect=UserError("Locked")
            ),
            mute_logger(MIXIN),
        ):
            response = self._post()

        self.assertNotIn("Locked", response.text)
        self.assertIn("alert-info", response.text)
        self.assertFalse(self.order.invoice_ids)

        step = self.env["ecommerce.automation"]._find("create_invoice")
        self.env["ecommerce.automation.runner"].sudo()._retry(step, self.order.ids)
        self.assertEqual(self.order.invoice_ids.state, "posted")

    def test_what_the_form_does_not_ask_for_is_ignored(self):
        self._post(street="Kontorgasse 9", email="thief@example.com", user_id="1")

        self.assertEqual(self.order.invoice_ids.partner_id.email, "jane@example.com")

    def test_tax_id_without_a_country_is_an_incomplete_address(self):
        for country in ("", "x", "0"):
            answer = self._post(vat="DE136695976", country_id=country)

            self.assertEqual(answer.status_code, 200, country)
            self.assertIn("Some required fields are empty.", answer.text)
        self.assertFalse(self.order.invoice_ids)

    # === STRANGERS === #

    def _assert_refused(self, response):
        self.assertNotIn(self.order.name, response.text)
        self.assertFalse(self.order.invoice_ids)

    def test_wrong_token_shows_nothing(self):
        self._assert_refused(self._get(token="wrong"))

    def test_wrong_token_creates_nothing(self):
        self._assert_refused(self._post(self._get_url(token="wrong")))

    def test_no_token_shows_nothing(self):
        self._assert_refused(self._get(token=""))

    def test_unknown_and_foreign_orders_look_the_same(self):
        unknown = self._get(order_id=2**31 - 1, token="x")
        foreign = self._get(token="x")

        self.assertEqual(unknown.url, foreign.url)

    def test_other_customer_is_refused(self):
        self._create_portal_user("stranger")
        self.authenticate("stranger", "stranger")

        self._assert_refused(self.url_open(f"/my/orders/{self.order.id}/invoice"))

    def test_staff_asks_for_no_invoice_as_the_customer(self):
        self.authenticate("staff", "staff")

        self._assert_refused(self.url_open(f"/my/orders/{self.order.id}/invoice"))

    def test_unpaid_order_creates_nothing(self):
        order = self._create_order()

        self._post(self._get_url(order._portal_ensure_token(), order.id))

        self.assertFalse(order.invoice_ids)

    def _create_portal_user(self, login):
        return self.world["res.users"].create(
            {
                "name": login,
                "login": login,
                "password": login,
                "group_ids": self.env.ref("base.group_portal").ids,
            }
        )
