from odoo import http
from odoo.tests import HttpCase, tagged

from .cancellation_common import CancellationCommon


@tagged("post_install", "-at_install")
class TestCancellationPage(CancellationCommon, HttpCase):
    """Customers cancel on a page that works with their link and without JavaScript."""

    def setUp(self):
        super().setUp()
        self.website.domain = self.base_url()
        self.order = self._create_confirmed_order()
        self.order._portal_ensure_token()

    def _get_url(self, token=None):
        token = self.order.access_token if token is None else token
        return f"/my/orders/{self.order.id}/cancel?access_token={token}"

    def _submit(self, url):
        page = self.url_open(self._get_url())
        token = page.text.split('name="csrf_token" value="')[1].split('"')[0]
        return self.url_open(url, data={"csrf_token": token, "reason": "Too late"})

    def test_order_page_has_the_button(self):
        page = self.url_open(self.order.get_portal_url())

        self.assertIn("cancel_order_sidebar_button", page.text)

    def test_page_says_that_the_right_of_withdrawal_stays(self):
        page = self.url_open(self._get_url())

        self.assertIn(f"Cancel your order {self.order.name}?", page.text)
        self.assertIn("right of withdrawal is not affected", page.text)

    def test_order_page_has_no_button_once_goods_are_picked(self):
        self.order.picking_ids.move_ids.picked = True

        page = self.url_open(self.order.get_portal_url())

        self.assertNotIn("cancel_order_sidebar_button", page.text)

    def test_customer_cancels(self):
        page = self._submit(self._get_url())

        self.assertIn("is cancelled", page.text)
        self.assertEqual(self.order.state, "cancel")
        self.assertEqual(self.order.cancelled_by, "customer")
        self.assertEqual(self.order.cancellation_note, "Too late")

    def test_order_page_says_what_happens_to_the_payment(self):
        self._pay(self.order)
        self._submit(self._get_url())

        page = self.url_open(self.order.get_portal_url())

        self.assertIn("This order has been cancelled.", page.text)
        self.assertIn("We will refund", page.text)
        for odd in ("This quotation", "Your payment has been processed"):
            self.assertNotIn(odd, page.text)

    def test_second_time_changes_nothing(self):
        self._submit(self._get_url())
        count = len(self.order.message_ids)

        page = self.url_open(self._get_url())

        self.assertIn("is cancelled", page.text)
        self.assertEqual(len(self.order.message_ids), count)

    def test_picking_that_began_meanwhile_is_said(self):
        page = self.url_open(self._get_url())
        token = page.text.split('name="csrf_token" value="')[1].split('"')[0]
        self.order.picking_ids.move_ids.picked = True

        page = self.url_open(self._get_url(), data={"csrf_token": token})

        self.assertIn("being packed", page.text)
        self.assertEqual(self.order.state, "sale")

    def test_page_says_why_it_is_too_late(self):
        self.order.action_lock()

        page = self.url_open(self._get_url())

        self.assertIn("it is already being processed", page.text)
        self.assertNotIn("csrf_token", page.text.split("<main")[1])

    def test_order_page_needs_no_words_once_goods_have_left(self):
        self._do_transfer(self.order)

        page = self.url_open(self.order.get_portal_url())

        self.assertNotIn("being packed or has already been shipped", page.text)

    def test_refunded_order_promises_no_refund(self):
        self._refund(self._pay(self.order))

        for page in (self.url_open(self._get_url()), self._submit(self._get_url())):
            self.assertNotIn("We will refund", page.text)
            self.assertIn("already refunded your payment of", page.text)

    def test_customer_cancels_what_is_paid_and_not_confirmed(self):
        self.order = self._create_order()
        self._pay(self.order, amount=40.0)
        self.order._portal_ensure_token()

        page = self._submit(self._get_url())

        self.assertRegex(page.text, "We will refund .*40.00.* within 14 days")
        self.assertEqual(self.order.cancelled_by, "customer")

    def test_strangers_learn_nothing(self):
        wrong = self.url_open(self._get_url("wrong"), allow_redirects=False)
        missing = self.url_open(
            "/my/orders/999999/cancel?access_token=x", allow_redirects=False
        )

        self.assertEqual(wrong.status_code, missing.status_code)
        self.assertEqual(wrong.headers["Location"], missing.headers["Location"])

    def test_staff_cancels_in_the_back_end_only(self):
        self.authenticate("staff", "staff")
        url = f"/my/orders/{self.order.id}/cancel"
        data = {"csrf_token": http.Request.csrf_token(self), "reason": "Not me"}

        for token in ("", "?access_token=wrong"):
            with self.subTest(token):
                answer = self.url_open(url + token, data=data, allow_redirects=False)
                self.assertEqual(answer.status_code, 303)
                self.assertEqual(self.order.state, "sale")

    def test_customer_who_is_signed_in_needs_no_link(self):
        buyer = self._create_user("buyer", "base.group_portal")
        self._arrange(self.order).partner_id = buyer.partner_id
        self.authenticate("buyer", "buyer")
        data = {"csrf_token": http.Request.csrf_token(self), "reason": "Too late"}

        self.url_open(f"/my/orders/{self.order.id}/cancel", data=data)

        self.assertEqual(self.order.cancelled_by, "customer")

    def test_tokens_and_numbers_of_any_kind_are_answered(self):
        for path in (
            f"{self.order.id}/cancel?access_token=%C3%A9%00",
            f"{self.order.id}/cancel?access_token={'x' * 5000}",
            f"{2**63}/cancel?access_token=x",
            f"{self.order.id}/invoice?access_token=%F0%9F%98%80",
            f"{2**40}/invoice?access_token=x",
        ):
            with self.subTest(path):
                answer = self.url_open(f"/my/orders/{path}", allow_redirects=False)
                self.assertEqual(answer.status_code, 303)

    def test_website_that_does_not_let_them_has_no_page(self):
        self.website.customer_can_cancel = False

        answer = self.url_open(self._get_url(), allow_redirects=False)

        self.assertEqual(answer.status_code, 303)
        self.assertEqual(self.order.state, "sale")
