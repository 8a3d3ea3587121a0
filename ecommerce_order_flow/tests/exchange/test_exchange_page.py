import re

from odoo.tests import HttpCase, tagged

from .exchange_common import ExchangeCommon


@tagged("post_install", "-at_install")
class TestExchangePage(HttpCase, ExchangeCommon):
    """Customers exchange goods with their link and without JavaScript."""

    def setUp(self):
        super().setUp()
        self.website.domain = self.base_url()
        self.order = self._create_shirts()
        self.order.sudo()._portal_ensure_token()
        self.line_id = self.order.order_line.id

    def _get_url(self, suffix="/return"):
        order = self.order.sudo()
        return f"/my/orders/{order.id}{suffix}?access_token={order.access_token}"

    def _read_form(self, page):
        """Return the hidden fields of a page's form."""
        fields = re.findall(r'name="(\w+)" value="([^"]*)"', page.text)
        return dict(fields)

    def _preview(self, name, quantity="1", **form):
        page = self.url_open(self._get_url())
        values = {
            "csrf_token": self._read_form(page)["csrf_token"],
            f"quantity_{self.line_id}": quantity,
            f"wish_{self.line_id}": self._get_code(name),
            "step": "preview",
            **form,
        }
        return self.url_open(self._get_url(), data=values)

    def _confirm(self, preview, **changes):
        form = {**self._read_form(preview), "step": "confirm", **changes}
        return self.url_open(self._get_url(), data=form)

    def test_form_offers_what_the_policy_allows(self):
        page = self.url_open(self._get_url())

        for name in self.products:
            self.assertIn(f'value="{self._get_code(name)}"', page.text)

    def test_form_has_no_choice_if_there_is_only_the_refund(self):
        self.policy.write(
            {"offers_same": False, "offers_variants": False, "offers_products": False}
        )

        page = self.url_open(self._get_url())
        self.assertNotIn('name="wish_', page.text)

    def test_what_was_entered_can_be_changed(self):
        preview = self._preview("L", "2", remark="Too small")

        form = {**self._read_form(preview), "step": "change"}
        page = self.url_open(self._get_url(), data=form)

        self.assertRegex(page.text, rf'name="quantity_{self.line_id}"[^>]* value="2"')
        self.assertIn(f'value="{self._get_code("L")}" selected', page.text)
        self.assertIn("Too small", page.text)
        self.assertFalse(self.order.return_ids)

    def test_customer_exchanges_and_pays(self):
        preview = self._preview("L")
        self.assertRegex(preview.text, r"You pay .*10\.00.* more")
        self.assertIn("Exchange for Shirt", preview.text)

        page = self._confirm(preview)
        case = self.order.return_ids
        self.assertEqual(case.line_ids.replacement_id, self.sizes["L"])
        self.assertRegex(page.text, r"You pay .*10\.00.* more")

        self._receive(case)
        self._exchange(case)
        page = self.url_open(self._get_url(f"/return/{case.id}"))
        self.assertRegex(page.text, r"Please pay .*10\.00")
        url = re.search(r'href="([^"]*payment_amount=10.0[^"]*)"', page.text)[1]
        payment = self.url_open(url.replace("&amp;", "&"))
        self.assertRegex(payment.text, r"10\.00")

        self._pay(self.order, 10.0)
        self.env.invalidate_all()
        page = self.url_open(self._get_url(f"/return/{case.id}"))
        self.assertIn("We are preparing the delivery", page.text)
        self.assertNotIn("return_pay", page.text)

    def test_form_sent_twice_is_one_exchange(self):
        preview = self._preview("L")

        for _again in range(2):
            self._confirm(preview)

        self.assertEqual(len(self.order.return_ids), 1)
        self.assertEqual(self._get_free("L"), 19.0)

    def test_what_sold_out_after_the_preview(self):
        preview = self._preview("L")
        self._stock(self.sizes["L"], 0)

        page = self._confirm(preview)

        self.assertIn("no longer available", page.text)
        self.assertFalse(self.order.return_ids)

    def test_price_that_somebody_changed(self):
        page = self._confirm(self._preview("L"), amount="0.0000")

        self.assertIn("changed in the meantime", page.text)
        self.assertFalse(self.order.return_ids)

    def test_nonsense_is_no_error_of_the_server(self):
        for text in ("exchange_", "exchange_-1", "exchange_9" * 99, "<b>", "=1+1"):
            for step in ("preview", "confirm"):
                with self.subTest(text=text, step=step):
                    wish = {f"wish_{self.line_id}": text}
                    page = self._preview("L", **wish, step=step)
                    self.assertEqual(page.status_code, 200)
                    self.assertNotIn("<b>:", page.text)
        self.assertFalse(self.order.return_ids)
