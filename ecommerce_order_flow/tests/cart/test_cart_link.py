from unittest.mock import patch

from dateutil.relativedelta import relativedelta
from lxml import etree

from odoo import fields
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .cart_common import CartCommon


@tagged("post_install", "-at_install")
class TestCartLink(CartCommon, HttpCase):
    """The link of a reminder, as a visitor without a session opens it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.service.is_published = True
        cls.cart = cls._create_cart()

    def setUp(self):
        super().setUp()
        self.website.domain = self.base_url()
        self._remind()
        self.row = self.cart.cart_reminder_mail_ids
        content = self.env["ecommerce.cart.mail.content"].with_context(
            ecommerce_order_flow_cart_mails={self.cart.id: self.row.id}
        )
        self.url = content._get_cart_url(self.cart)
        self.path = "/shop" + self.url.partition("/shop")[2]
        self.authenticate(None, None)

    def _open(self, path=None):
        """Follow the link, and press the button of the page that it shows."""
        page = self.url_open(path or self.path)
        form = etree.HTML(page.text).find(".//form[@class='o_ecommerce_cart_return']")
        if form is None:
            return page
        fields_by_name = {
            field.get("name"): field.get("value") for field in form.iter("input")
        }
        return self.url_open(form.get("action"), data=fields_by_name)

    def _add_to_cart(self, product):
        self.make_jsonrpc_request(
            "/shop/cart/add",
            {
                "product_template_id": product.product_tmpl_id.id,
                "product_id": product.id,
                "quantity": 1,
            },
        )

    def test_the_link_in_the_mail_is_this_one(self):
        mail = self._get_mails(self.cart)

        self.assertIn(self.url.replace("&", "&amp;"), mail.body_html)

    # === LOOKING === #

    def test_looking_at_the_link_changes_nothing(self):
        self.goods.list_price = 60.0

        page = self.url_open(self.path)

        self.assertIn("Lantern", page.text)
        self.assertEqual(self.cart.amount_untaxed, 100.0)
        self.assertFalse(self.row.opened_at)
        self.assertNotIn("Lantern", self.url_open("/shop/cart").text)

    def test_looking_changes_nothing_though_the_address_asks_for_it(self):
        for method in ("merge", "squash"):
            for _time in range(2):
                self.url_open(f"{self.path}&revive_method={method}")

        self.assertEqual(self.cart.state, "draft")
        self.assertEqual(self.cart.order_line.product_uom_qty, 2.0)

    def test_browsers_bring_the_cart_back_by_themselves(self):
        self.browser_js(
            self.path,
            "console.log('test successful')",
            ready="location.pathname === '/shop/cart' && !location.search",
        )

        self.row.invalidate_recordset()
        self.assertTrue(self.row.opened_at)

    def test_looking_tells_nobody_the_customers_token(self):
        page = self.url_open(self.path)

        self.assertEqual(page.headers["Referrer-Policy"], "no-referrer")
        self.assertEqual(page.headers["X-Robots-Tag"], "noindex")

    def test_the_form_of_another_page_is_refused(self):
        page = self.url_open(
            "/shop/cart",
            data={"id": self.cart.id, "access_token": self.cart.access_token},
        )

        self.assertEqual(page.status_code, 400)
        self.assertFalse(self.row.opened_at)

    # === RESTORE === #

    def test_the_link_brings_the_cart_back(self):
        page = self._open()

        self.assertTrue(page.url.endswith("/shop/cart"))
        self.assertIn("Lantern", page.text)

    def test_changed_prices_are_told(self):
        self.goods.list_price = 60.0

        page = self._open()

        self.assertEqual(self.cart.amount_untaxed, 120.0)
        self.assertIn("now costs", page.text)
        self.assertNotIn("now costs", self.url_open("/shop/cart").text)

    def test_goods_that_became_rare_are_told(self):
        self.goods.allow_out_of_stock_order = False
        self.world["stock.quant"]._update_available_quantity(
            self.goods, self.warehouse.lot_stock_id, -99
        )

        page = self._open()

        self.assertEqual(self.cart.order_line.product_uom_qty, 1.0)
        self.assertIn("Only 1 of Lantern are available", page.text)

    def test_goods_that_only_a_store_could_have_are_told(self):
        with (
            patch.object(type(self.cart), "_get_free_qty", return_value=0.0),
            patch.object(
                type(self.cart), "_verify_updated_quantity", return_value=(2.0, "")
            ),
        ):
            self.goods.allow_out_of_stock_order = False
            changes = self.env["ecommerce.cart.recovery"]._refresh_cart(self.cart)

        self.assertEqual(changes, ["Lantern is not available at the moment."])
        self.assertEqual(self.cart.order_line.product_uom_qty, 2.0)

    def test_goods_of_which_only_a_store_could_have_enough_are_told(self):
        with (
            patch.object(type(self.cart), "_get_free_qty", return_value=1.0),
            patch.object(
                type(self.cart), "_verify_updated_quantity", return_value=(2.0, "")
            ),
        ):
            self.goods.allow_out_of_stock_order = False
            changes = self.env["ecommerce.cart.recovery"]._refresh_cart(self.cart)

        self.assertEqual(changes, ["Only 1 of Lantern are available (you wanted 2)."])
        self.assertEqual(self.cart.order_line.product_uom_qty, 2.0)

    def test_goods_that_are_not_sold_anymore_are_told(self):
        self.goods.is_published = False

        page = self._open()

        self.assertFalse(self.cart.order_line)
        self.assertIn("Lantern is no longer sold", page.text)

    def test_a_cart_that_is_empty_meanwhile_is_told(self):
        self.goods.active = False  # Odoo removes it from carts.

        page = self._open()

        self.assertIn("This cart is empty", page.text)

    def test_nothing_changed_tells_nothing(self):
        self.assertNotIn("cart_changes", self._open().text)

    def test_what_is_in_the_current_cart_is_kept(self):
        self._add_to_cart(self.service)
        self._add_to_cart(self.goods)

        self._open()

        quantities = {
            line.product_id: line.product_uom_qty for line in self.cart.order_line
        }
        self.assertEqual(quantities, {self.goods: 3.0, self.service: 1.0})

    def test_the_link_can_be_opened_again(self):
        self._open()
        self._open()

        self.assertEqual(self.cart.order_line.product_uom_qty, 2.0)
        self.assertEqual(self.cart.state, "draft")

    def test_an_ordered_cart_is_told(self):
        self.cart.action_confirm()

        page = self._open()

        self.assertIn("already ordered", page.text)

    def test_a_cancelled_cart_is_told(self):
        self._arrange(self.cart).action_cancel()

        page = self._open()

        self.assertIn("This cart was cancelled.", page.text)

    def test_a_signed_in_stranger_does_not_get_the_cart(self):
        self._sign_up("stranger@example.com")
        self.authenticate("stranger@example.com", "stranger@example.com")

        page = self._open()

        self.assertEqual(self.cart.partner_id, self.customer)
        self.assertIn("belongs to another customer", page.text)
        self.assertFalse(self.row.opened_at)

    def test_the_signed_in_customer_gets_the_cart(self):
        user = self._sign_up("kim@example.com")
        self.authenticate("kim@example.com", "kim@example.com")

        self._open()

        self.assertEqual(self.cart.partner_id, user.partner_id)
        self.assertEqual(self.cart.order_line.product_uom_qty, 2.0)

    def _sign_up(self, login):
        """Return the user of a customer, whose password is the login."""
        return self._create_user(login, "base.group_portal", email=login)

    # === STRANGERS === #

    @mute_logger("odoo.http")
    def test_altered_links_do_nothing(self):
        token = self.cart.access_token
        answers = {
            self._open(path).status_code
            for path in (
                f"/shop/cart?id={self.cart.id}&access_token={token[:-1]}x",
                f"/shop/cart?id={self.cart.id + 9999}&access_token={token}",
                f"/shop/cart?id=x&access_token={token}",
                f"/shop/cart?id={self.cart.id}&access_token=ä",
                f"/shop/cart?id={10**30}&access_token={token}",
            )
        }

        self.assertEqual(answers, {404})
        self.assertFalse(self.row.opened_at)

    def test_another_cart_s_reminder_does_not_count(self):
        other = self._create_cart(
            partner_id=self._create_customer("Lee", "lee@example.com").id
        )
        self._remind()
        other_row = other.cart_reminder_mail_ids

        self._open(
            self.path.replace(f"reminder={self.row.id}", f"reminder={other_row.id}")
        )

        self.assertFalse(other_row.opened_at)
        self.assertFalse(self.row.opened_at)

    # === WHAT IT BRINGS === #

    def test_the_opening_is_noted(self):
        self._open()

        self.assertTrue(self.row.opened_at)
        self.assertEqual(self.cart.cart_source_id, self.row)

    def test_the_link_of_odoo_s_template_is_noted(self):
        self._open(
            f"/shop/cart?id={self.cart.id}&access_token={self.cart.access_token}"
        )

        self.assertTrue(self.row.opened_at)

    def test_an_order_after_the_opening_is_recovered(self):
        self._open()
        self.env.invalidate_all()

        self.cart.action_confirm()

        self.assertTrue(self.row.recovered_at)
        self.assertEqual(self.row.recovered_amount, self.cart.amount_total)
        self.assertEqual(self.first.recovered_count, 1)
        self.assertEqual(self.first.recovered_amount, self.cart.amount_total)

    def test_an_order_without_opening_is_not_recovered(self):
        self.cart.action_confirm()

        self.assertFalse(self.row.recovered_at)

    def test_an_order_too_long_after_the_opening_is_not_recovered(self):
        self._open()
        self.env.invalidate_all()
        self.row.sudo().opened_at = fields.Datetime.now() - relativedelta(days=8)

        self.cart.action_confirm()

        self.assertFalse(self.row.recovered_at)

    def test_a_cancelled_order_is_not_recovered(self):
        self._open()
        self.env.invalidate_all()
        self.cart.action_confirm()

        self.cart._action_cancel()

        self.assertFalse(self.row.recovered_at)
        self.assertFalse(self.row.recovered_amount)

    def test_an_order_counts_for_one_reminder(self):
        self._open()
        self.env.invalidate_all()
        second_row = self.row.sudo().copy({"reminder_id": self.second.id})
        second_row.sent_at = fields.Datetime.now()
        second_row._note_opening()

        self.cart.action_confirm()

        self.assertFalse(self.row.recovered_at)
        self.assertTrue(second_row.recovered_at)
