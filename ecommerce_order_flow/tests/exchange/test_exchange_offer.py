from odoo.exceptions import UserError
from odoo.tests import tagged

from .exchange_common import ExchangeCommon


@tagged("post_install", "-at_install")
class TestExchangeOffer(ExchangeCommon):
    """Customers choose among what the policy allows and the website sells now."""

    def setUp(self):
        super().setUp()
        self.order = self._create_shirts()

    def _get_wishes(self):
        """Return the names of what is offered for the first line."""
        codes = {self._get_code(name): name for name in self.products}
        return [codes.get(it, it) for it in self._get_codes(self.order)]

    def test_everything_that_the_policy_allows(self):
        self.assertEqual(self._get_wishes(), ["refund", "S", "M", "L", "XS", "lamp"])

    def test_each_wish_is_allowed_by_itself(self):
        for name, wishes in (
            ("offers_same", ["refund", "S"]),
            ("offers_variants", ["refund", "M", "L", "XS"]),
            ("offers_products", ["refund", "lamp"]),
            ("offers_repair", ["refund", "repair"]),
        ):
            with self.subTest(name):
                self.policy.write(
                    {
                        "offers_same": False,
                        "offers_variants": False,
                        "offers_products": False,
                        "offers_repair": False,
                        name: True,
                    }
                )
                self.assertEqual(self._get_wishes(), wishes)

    def test_default_policy_offers_refunds_alone(self):
        policies = self.world["ecommerce.return.policy"]
        fields = [name for name in policies._fields if name.startswith("offers_")]
        defaults = policies.default_get(fields)

        self.assertEqual(defaults, {"offers_refund": True})

    def test_policy_without_refunds(self):
        self.policy.offers_refund = False

        self.assertNotIn("refund", self._get_wishes())
        with self.assertRaisesRegex(UserError, "choose what you would like"):
            self._ask(self.order)

    def test_consumer_can_always_withdraw(self):
        self.policy.offers_refund = False
        self._arrange(self.partner).is_company = False
        self.order = self._create_shirts()
        self._deliver(self.order, days_ago=3)
        self.assertIn("refund", self._get_wishes())

        self._deliver(self.order, days_ago=40)
        self.assertNotIn("refund", self._get_wishes())

    def test_refund_is_offered_if_everything_is_sold_out(self):
        self.policy.write(
            {"offers_refund": False, "offers_same": False, "offers_products": False}
        )
        for name in ("M", "L", "XS"):
            self._stock(self.sizes[name], 0)

        self.assertEqual(self._get_wishes(), ["refund"])

    def test_what_is_not_sold_is_not_offered(self):
        self._arrange(self.sizes["L"]).active = False
        self._stock(self.sizes["M"], 0)
        self._arrange(self.lamp).website_published = False

        self.assertEqual(self._get_wishes(), ["refund", "S", "XS"])

    def test_what_another_website_sells_is_not_offered(self):
        other = self.world["website"].create({"name": "Other Shop"})
        self._arrange(self.lamp).website_id = other

        self.assertNotIn("lamp", self._get_wishes())

    def test_what_another_company_sells_is_not_offered(self):
        company = self.world["res.company"].create({"name": "Other Company"})
        foreign = self._create_product(
            name="Lamp", company_id=company.id, website_published=True
        )
        line = self.order.order_line.sudo()
        offers = self.env["ecommerce.exchange.offer"]

        self.assertTrue(offers._is_saleable(line, self.lamp))
        self.assertFalse(offers._is_saleable(line, foreign))

    def test_product_that_may_be_sold_out_is_offered(self):
        self._stock(self.sizes["L"], 0)
        self._arrange(self.template).allow_out_of_stock_order = True

        self.assertIn("L", self._get_wishes())

    def test_more_than_the_shop_has(self):
        self._stock(self.sizes["L"], 1)

        with self.assertRaisesRegex(UserError, "in this quantity"):
            self._swap(self.order, "L", 2.0)

    def test_product_that_is_not_offered(self):
        for code in (f"exchange_{self.goods.id}", "exchange_x", "credit", "=1+1"):
            with self.subTest(code), self.assertRaisesRegex(UserError, "no longer"):
                self._ask(self.order, **{f"wish_{self.order.order_line.id}": code})

    def test_price_differences_are_shown(self):
        offer = self._get_offers(self.order)[0]
        notifier = self.env["ecommerce.return.notifier"]

        labels = [it["label"] for it in notifier._get_choices(offer)]

        self.assertEqual(labels[0], "Refund")
        self.assertRegex(labels[1], r"Shirt.*S\)$")
        self.assertRegex(labels[3], r"Shirt.*L\).*\+.*10\.00")
        self.assertRegex(labels[4], "Shirt.*XS\\).*\N{MINUS SIGN}.*10\\.00")
        self.assertRegex(labels[5], r"Lamp.*\+.*30\.00")

    def test_preview_says_who_pays(self):
        for name, sentence in (
            ("S", "You pay nothing"),
            ("M", "You pay nothing"),
            ("L", r"You pay .*10\.00.* more"),
            ("XS", r"get back .*10\.00"),
        ):
            with self.subTest(name):
                preview = self._read_preview(self.order, name)
                self.assertRegex(preview["amount_sentence"], sentence)

    def test_preview_counts_as_all_other_pages_do(self):
        (line,) = self._read_preview(self.order, "M", 2.0)["lines"]

        self.assertEqual(line["quantity"], "2 pcs.")

    def test_price_that_changed_after_the_preview(self):
        amount = self._read_preview(self.order, "L")["amount"]
        self._arrange(
            self.sizes["L"].product_template_attribute_value_ids
        ).price_extra = 15.0
        wish = {f"wish_{self.order.order_line.id}": self._get_code("L")}
        form = self._fill(self.order, 1.0, amount=amount, **wish)

        with self.assertRaisesRegex(UserError, "changed in the meantime"):
            self.env["ecommerce.return.request"]._submit(self.order.sudo(), form)
