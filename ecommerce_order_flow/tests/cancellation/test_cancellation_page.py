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

    def test_strangers_learn_nothing(self):
        wrong = self.url_open(self._get_url("wrong"), allow_redirects=False)
        missing = self.url_open(
            "/my/orders/999999/cancel?access_token=x", allow_redirects=False
        )

        self.assertEqual(wrong.status_code, missing.status_code)
        self.assertEqual(wrong.headers["Location"], missing.headers["Location"])

    def test_website_that_does_not_let_them_has_no_page(self):
        self.website.customer_can_cancel = False

        answer = self.url_open(self._get_url(), allow_redirects=False)

        self.assertEqual(answer.status_code, 303)
        self.assertEqual(self.order.state, "sale")
