"""Until when customers can cancel what no warehouse begins to pick.

==========================================  ==========  =======
The order                                   Customers   Staff
==========================================  ==========  =======
service, placed today                       yes         yes
service, placed 14 days ago                 no          yes
service, placed 14 days ago, no days set    yes         yes
service and goods, placed 14 days ago       yes         yes
service, not confirmed yet                  yes         yes
service, a part of it rendered              no          no
download, not opened                        yes         yes
download, opened                            no          yes
manual that came with it, opened            yes         yes
locked                                      no          no
==========================================  ==========  =======

Events and gift cards have tests of their own, because they need other apps.
"""

from dateutil.relativedelta import relativedelta

from odoo import fields
from odoo.tests import HttpCase, tagged

from .cancellation_common import CancellationCommon


@tagged("post_install", "-at_install")
class TestCancellationLimit(CancellationCommon):
    """Services and downloads can be cancelled for some days, until they are used."""

    def setUp(self):
        super().setUp()
        self.website.cancellation_days = 14

    def _create_order_of_days_ago(self, days, **values):
        order = self._create_confirmed_order(**values)
        order.date_order = fields.Datetime.now() - relativedelta(days=days)
        return order

    def assertCancellable(self, order, by_customer, by_staff):
        self.assertEqual(order._can_be_cancelled_by_customer(), by_customer)
        self.assertEqual(order._can_be_cancelled(), by_staff)

    def test_service_of_today(self):
        order = self._create_order_of_days_ago(0, product=self.service)

        self.assertCancellable(order, by_customer=True, by_staff=True)

    def test_service_of_long_ago(self):
        order = self._create_order_of_days_ago(14, product=self.service)

        self.assertCancellable(order, by_customer=False, by_staff=True)
        self.assertIn("14 days", self._explain(order, "customer"))

    def test_one_day_is_told_as_one(self):
        self.website.cancellation_days = 1
        order = self._create_order_of_days_ago(1, product=self.service)

        self.assertIn("within one day.", self._explain(order, "customer"))

    def test_service_of_the_last_day(self):
        order = self._create_order_of_days_ago(13, product=self.service)

        self.assertCancellable(order, by_customer=True, by_staff=True)

    def test_service_of_a_shop_without_a_limit(self):
        self.website.cancellation_days = 0
        order = self._create_order_of_days_ago(100, product=self.service)

        self.assertCancellable(order, by_customer=True, by_staff=True)

    def test_service_together_with_goods_that_are_late(self):
        order = self._create_order_of_days_ago(14)
        self._arrange(order).order_line.create(
            {"order_id": order.id, "product_id": self.service.id}
        )

        self.assertCancellable(order, by_customer=True, by_staff=True)

    def test_service_that_is_not_confirmed(self):
        order = self._create_order(product=self.service)
        self._pay(order, amount=40.0)
        order.date_order = fields.Datetime.now() - relativedelta(days=20)

        self.assertEqual(order.state, "draft")
        self.assertCancellable(order, by_customer=True, by_staff=True)

    def test_service_of_which_a_part_is_rendered(self):
        order = self._create_order_of_days_ago(0, product=self.service)
        order.order_line.qty_delivered = 1.0

        self.assertCancellable(order, by_customer=False, by_staff=False)

    def test_locked_order(self):
        order = self._create_confirmed_order()
        order.action_lock()

        self.assertCancellable(order, by_customer=False, by_staff=False)
        self.assertIn("unlock it", self._explain(order, "staff"))
        self.assertNotIn("unlock it", self._explain(order, "customer"))

    def test_unlocked_order(self):
        order = self._create_confirmed_order()
        order.action_lock()
        order.action_unlock()

        self.assertCancellable(order, by_customer=True, by_staff=True)


@tagged("post_install", "-at_install")
class TestCancelledDownload(CancellationCommon, HttpCase):
    """A download that the customer opened can't be given back."""

    def setUp(self):
        super().setUp()
        self.website.domain = self.base_url()
        self.order = self._create_confirmed_order(product=self.service)
        self.order._portal_ensure_token()

    def _open(self, attached_on_sale, order=None):
        """Open a document of the ordered product; return the page."""
        order = order or self.order
        document = (
            self._arrange(order.order_line.product_id)
            .env["product.document"]
            .create(
                {
                    "name": "Lantern songs.pdf",
                    "datas": "TGFudGVybg==",
                    "res_model": "product.template",
                    "res_id": self.service.product_tmpl_id.id,
                    "attached_on_sale": attached_on_sale,
                }
            )
        )
        return self.url_open(
            f"/my/orders/{order.id}/document/{document.id}"
            f"?access_token={order.access_token}",
            allow_redirects=False,
        )

    def test_opened_download_ends_the_cancellation(self):
        self.assertTrue(self.order._can_be_cancelled_by_customer())

        answer = self._open("sale_order")

        self.assertEqual(answer.content, b"Lantern")
        self.assertTrue(self.order.download_opened_at)
        self.assertIn("download", self._explain(self.order, "customer"))
        self.assertTrue(self.order._can_be_cancelled())
        self.assertIn("Lantern songs.pdf", self.order.message_ids[:1].body)

    def test_first_opening_counts(self):
        self.order.sudo().download_opened_at = opened_at = (
            fields.Datetime.now().replace(year=2020)
        )

        self._open("sale_order")

        self.assertEqual(self.order.download_opened_at, opened_at)

    def test_document_that_everybody_may_read_ends_nothing(self):
        answer = self._open("quotation")

        self.assertEqual(answer.content, b"Lantern")
        self.assertTrue(self.order._can_be_cancelled_by_customer())

    def test_staff_who_looks_at_the_download_ends_nothing(self):
        self.authenticate(self.staff.login, self.staff.login)

        answer = self._open("sale_order")

        self.assertEqual(answer.content, b"Lantern")
        self.assertFalse(self.order.download_opened_at)

    def test_stranger_opens_nothing(self):
        self.order.access_token = "another"
        self.order.flush_recordset()
        other = self._create_confirmed_order(product=self.service)

        for token in ("another", "ä"):
            answer = self.url_open(
                f"/my/orders/{other.id}/document/1?access_token={token}",
                allow_redirects=False,
            )

            self.assertEqual(answer.status_code, 303)
        self.assertFalse(other.download_opened_at)

    def test_order_page_says_why_there_is_no_button(self):
        self._open("sale_order")

        page = self.url_open(self.order.get_portal_url())

        self.assertNotIn("cancel_order_sidebar_button", page.text)
        self.assertIn("one of its downloads has already been opened", page.text)
