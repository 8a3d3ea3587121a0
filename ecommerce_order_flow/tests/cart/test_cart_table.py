import re

from lxml import etree

from odoo.tests import HttpCase, tagged

from .cart_common import CartCommon
from .cart_kinds import CartKinds
from .cart_table import read_rows

# How many tests the rows are divided into, so that several workers can share them.
PORTIONS = 4


@tagged("post_install", "-at_install")
class TestCartTable(CartCommon, HttpCase):
    """Every kind of cart is reminded of and comes back as the table says."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ribbon = cls._create_product(
            name="Ribbon",
            list_price=7.0,
            taxes_id=False,
            is_published=True,
            allow_out_of_stock_order=True,
        )
        modules = (
            cls.env["ir.module.module"].sudo().search([("state", "=", "installed")])
        )
        cls.apps = set(modules.mapped("name"))
        if "loyalty.program" in cls.env:
            cls.env["loyalty.program"].search([]).active = False

    def setUp(self):
        super().setUp()
        self.website.domain = self.base_url()

    def _check_portion(self, number):
        rows = [row for row in read_rows() if not row.needs or row.needs in self.apps]
        differences = []
        for row in rows[number::PORTIONS]:
            for check in (self._check_mail, self._check_device, self._check_merge):
                with self.env.cr.savepoint() as savepoint:
                    differences += [
                        f"{row.kind}: {difference}" for difference in check(row)
                    ]
                    savepoint.close(rollback=True)
                self.env.invalidate_all()
        self.assertFalse(differences, "\n".join(differences))

    def test_first_portion(self):
        self._check_portion(0)

    def test_second_portion(self):
        self._check_portion(1)

    def test_third_portion(self):
        self._check_portion(2)

    def test_fourth_portion(self):
        self._check_portion(3)

    # === CHECKS === #

    def _check_mail(self, row):
        """Yield how the reminder differs from the row."""
        cart = self._leave_cart(row)
        self._remind()
        mail = self._get_mails(cart)
        if not mail:
            yield f"no reminder, {self._get_reason(cart)}"
            return
        yield from self._compare("mail", self._read_mail(mail), row.lines)
        if "Not available" in mail.body_html:
            yield "mail: something is not available"

    def _check_device(self, row):
        """Yield how the cart differs from the row on another device."""
        cart = self._leave_cart(row)
        page = self._open(cart)
        yield from self._compare_page(page, "device", [])
        yield from self._compare("device", self._read_cart(cart), row.lines)
        yield from self._compare("device, total", self._get_total(cart), row.total)

    def _check_merge(self, row):
        """Yield how the cart differs from the row beside a current cart."""
        cart = self._leave_cart(row)
        page = self._open(cart, self._fill_current_cart(row))
        told = [] if row.told == "-" else [row.told]
        yield from self._compare_page(
            page, "merged", ["We added the items you put into your cart", *told]
        )
        lines = [line.rpartition(" ")[0] for line in self._read_cart(cart)]
        for line in [*row.lines, "1 Ribbon 7"]:
            if line.rpartition(" ")[0] not in lines and row.told == "-":
                yield f"merged: {line} is not in {lines}"
        yield from self._compare("merged, total", self._get_total(cart), row.merged)

    def _compare(self, where, found, expected):
        if found != expected:
            yield f"{where}: {found}, not {expected}"

    def _compare_page(self, page, where, expected):
        if page.status_code != 200 or not page.url.endswith("/shop/cart"):
            yield f"{where}: {page.status_code} at {page.url}"
        told = etree.HTML(page.text).findall(".//div[@id='cart_changes']/p")
        sentences = ["".join(sentence.itertext()).strip() for sentence in told]
        is_expected = len(sentences) == len(expected) and all(
            map(str.startswith, sentences, expected)
        )
        if not is_expected:
            yield f"{where}: told {sentences}, not {expected}"

    # === CARTS === #

    def _leave_cart(self, row):
        """Return a cart that Kim left two hours ago."""
        cart = self._arrange(self._create_cart(order_line=[])).sudo()
        CartKinds(self).put(cart, row.kind)
        self._age(cart, 2)
        cart._portal_ensure_token()
        self.env.flush_all()
        self.env.invalidate_all()
        return cart

    def _fill_current_cart(self, row):
        """Put a ribbon into a visitor's cart; return the visitor's session."""
        self.authenticate(None, None)
        self.make_jsonrpc_request(
            "/shop/cart/add",
            {
                "product_template_id": self.ribbon.product_tmpl_id.id,
                "product_id": self.ribbon.id,
                "quantity": 1,
            },
        )
        self.env.invalidate_all()
        line = self.world["sale.order.line"].search(
            [("product_id", "=", self.ribbon.id)], limit=1, order="id desc"
        )
        prepare = getattr(CartKinds(self), f"current_{row.kind}", None)
        if prepare:
            prepare(line.order_id.sudo())
            self.env.flush_all()
        return self.session

    def _open(self, cart, session=None):
        """Follow the reminder's link and press its page's button."""
        if not session:
            self.authenticate(None, None)
        page = self.url_open(
            f"/shop/cart?id={cart.id}&access_token={cart.access_token}"
        )
        form = etree.HTML(page.text).find(".//form[@class='o_ecommerce_cart_return']")
        if form is None:
            return page
        values = {field.get("name"): field.get("value") for field in form.iter("input")}
        page = self.url_open(form.get("action"), data=values)
        self.env.invalidate_all()
        return page

    def _get_total(self, cart):
        return round(cart.amount_total, 2)

    def _read_cart(self, cart):
        """Return what the cart shows: quantity, name and price of each line."""
        lines = cart.website_order_line
        return [
            f"{line.product_uom_qty:g} {line.name_short} "
            f"{line._get_cart_display_price():g}"
            for line in lines
        ]

    def _read_mail(self, mail):
        """Return what the mail shows: quantity, name and price of each line."""
        shown = []
        images = etree.HTML(mail.body_html).xpath("//img[contains(@src, 'image_256')]")
        for image in images:
            _image, text, price = image.getparent().getparent().findall("td")
            quantity = text.find("span").xpath("string()").split()[0]
            amount = re.sub(r"[^-\d.]", "", price.xpath("string()"))
            shown.append(
                f"{float(quantity):g} {text.findtext('strong')} {float(amount):g}"
            )
        return shown
