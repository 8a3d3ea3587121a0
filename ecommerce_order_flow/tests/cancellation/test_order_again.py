from dateutil.relativedelta import relativedelta
from lxml import etree

from odoo import fields
from odoo.tests import HttpCase, tagged

from ..awaiting.awaiting_common import AwaitingCommon


@tagged("post_install", "-at_install")
class TestOrderAgain(AwaitingCommon, HttpCase):
    """Who didn't pay in time can order the same once more, by a link."""

    def setUp(self):
        super().setUp()
        self.website.domain = self.base_url()
        self.goods.is_published = True
        self.provider_of_transfers.cancel_unpaid = True
        order = self._create_awaited_order()
        past = fields.Datetime.now() - relativedelta(days=9)
        order.sudo().payment_due_at = past
        self.env.flush_all()
        self._run_automation("expire_unpaid")
        self.env.invalidate_all()
        self.order = self._arrange(order)
        self.order._portal_ensure_token()
        self.authenticate(None, None)

    def _get_path(self):
        page = etree.HTML(self.url_open(self.order.get_portal_url()).text)
        return page.find(".//div[@id='payment_expired']/a").get("href")

    def _order_again(self, path):
        """Press the button of the page to which the link leads."""
        form = etree.HTML(self.url_open(path).text).find(
            ".//form[@class='o_ecommerce_cart_return']"
        )
        values = {field.get("name"): field.get("value") for field in form.iter("input")}
        return self.url_open(form.get("action"), data=values)

    def _get_carts(self):
        return self.world["sale.order"].search(
            [("origin", "=", self.order.name), ("state", "=", "draft")]
        )

    def test_order_page_says_what_happened(self):
        page = self.url_open(self.order.get_portal_url()).text

        self.assertIn("The payment deadline has passed", page)
        for words in ('id="payment_instructions"', "Communication:", "new quotation"):
            self.assertNotIn(words, page)

    def test_link_puts_the_same_into_a_new_cart(self):
        page = self._order_again(self._get_path())

        self.assertIn("Lantern", page.text)
        cart = self._get_carts()
        self.assertEqual(cart.order_line.product_uom_qty, 2.0)
        self.assertFalse(cart.transaction_ids)
        self.assertFalse(cart.payment_due_at)
        self.assertEqual(self.order.state, "cancel")

    def test_link_that_is_followed_twice_orders_no_more(self):
        path = self._get_path()
        self._order_again(path)
        self._order_again(path)

        self.assertEqual(self._get_carts().order_line.product_uom_qty, 2.0)

    def test_looking_at_the_link_changes_nothing(self):
        self.url_open(self._get_path())

        self.assertFalse(self._get_carts())

    def test_what_is_in_the_cart_already_stays(self):
        self.make_jsonrpc_request(
            "/shop/cart/add",
            {
                "product_template_id": self.goods.product_tmpl_id.id,
                "product_id": self.goods.id,
                "quantity": 1,
            },
        )

        self._order_again(self._get_path())

        self.assertEqual(self._get_carts().order_line.product_uom_qty, 3.0)

    def test_stranger_gets_nothing(self):
        path = f"/shop/cart?id={self.order.id}&access_token=wrong"

        self.assertEqual(self.url_open(path).status_code, 404)

    def test_order_that_staff_cancelled_stays_cancelled(self):
        order = self._create_order()
        order._action_cancel()
        order = self._arrange(order)
        path = f"/shop/cart?id={order.id}&access_token={order._portal_ensure_token()}"

        page = self._order_again(path)

        self.assertIn("This cart was cancelled", page.text)
