from odoo.fields import Command
from odoo.tests import tagged

from .returns_common import ReturnsCommon


@tagged("post_install", "-at_install")
class TestReturnPolicy(ReturnsCommon):
    """The first policy that fits a product of an order holds."""

    def _create_policy(self, **values):
        return self.world["ecommerce.return.policy"].create(
            {"name": "Test", "sequence": 1, **values}
        )

    def _find(self, order=None, product=None):
        order = self._arrange(order or self._create_order())
        return self.world["ecommerce.return.policy"]._find(order, product or self.goods)

    def test_default_policy_ships(self):
        self.assertEqual(self._find(), self.policy)
        self.assertEqual(self.policy.days, 14)
        self.assertFalse(self.policy.is_refunded_automatically)

    def test_first_one_holds(self):
        self._create_policy(sequence=5)
        first = self._create_policy(sequence=4)

        self.assertEqual(self._find(), first)

    def test_archived_policy_does_not_hold(self):
        self._create_policy(active=False)

        self.assertEqual(self._find(), self.policy)

    def test_website(self):
        other = self.world["website"].create({"name": "Other"})
        policy = self._create_policy(website_id=other.id)
        self.assertEqual(self._find(), self.policy)

        policy.website_id = self.website
        self.assertEqual(self._find(), policy)

    def test_company(self):
        company = self.world["res.company"].create({"name": "Other"})
        policy = self._create_policy(company_id=company.id)
        self.assertEqual(self._find(), self.policy)

        policy.company_id = self.world.company
        self.assertEqual(self._find(), policy)

    def test_country_group(self):
        countries = self.world.ref("base.de") + self.world.ref("base.at")
        group = self.world["res.country.group"].create(
            {"name": "Test", "country_ids": [Command.set(countries.ids)]}
        )
        policy = self._create_policy(country_group_ids=[Command.set(group.ids)])
        order = self._create_order()
        order.sudo().partner_shipping_id.country_id = self.world.ref("base.ch")
        self.assertEqual(self._find(order), self.policy)

        order.sudo().partner_shipping_id.country_id = self.world.ref("base.at")
        self.assertEqual(self._find(order), policy)

    def test_category_and_those_below(self):
        parent, other = self.world["product.category"].create(
            [{"name": "Lamps"}, {"name": "Chairs"}]
        )
        child = self.world["product.category"].create(
            {"name": "Lanterns", "parent_id": parent.id}
        )
        policy = self._create_policy(product_category_ids=[Command.set(parent.ids)])
        self.goods.categ_id = other
        self.assertEqual(self._find(), self.policy)

        self.goods.categ_id = child
        self.assertEqual(self._find(), policy)

    def test_public_category_and_those_below(self):
        parent = self.world["product.public.category"].create({"name": "Lamps"})
        child = self.world["product.public.category"].create(
            {"name": "Lanterns", "parent_id": parent.id}
        )
        policy = self._create_policy(public_category_ids=[Command.set(parent.ids)])
        self.assertEqual(self._find(), self.policy)

        self.goods.public_categ_ids = child
        self.assertEqual(self._find(), policy)

    def test_product(self):
        policy = self._create_policy(
            product_tmpl_ids=[Command.set(self.service.product_tmpl_id.ids)]
        )
        self.assertEqual(self._find(), self.policy)
        self.assertEqual(self._find(product=self.service), policy)

    def test_tag(self):
        tag = self.world["product.tag"].create({"name": "Sale"})
        policy = self._create_policy(product_tag_ids=[Command.set(tag.ids)])
        self.assertEqual(self._find(), self.policy)

        self.goods.product_tag_ids = tag
        self.assertEqual(self._find(), policy)

    # === ON THE PAGE OF A PRODUCT === #

    def _describe(self, product=None):
        info = self.env(user=self.env.ref("base.public_user"))["ecommerce.return.info"]
        product = (product or self.goods).with_env(info.env)
        return " ".join(info._describe(self.website.with_env(info.env), product))

    def test_page_says_until_when_and_who_pays_the_parcel(self):
        self.assertIn("within 14 days after the delivery", self._describe())
        self.assertIn("You pay the cost of returning", self._describe())
        self.assertNotIn("fee", self._describe())

        self.policy.write({"days": 0, "parcel_payer": "shop"})
        self.assertIn("Can be returned.", self._describe())
        self.assertIn("We pay the cost of returning", self._describe())

    def test_page_says_the_fees_and_their_exceptions(self):
        self.policy.write({"fee_percentage": 12.5, "fee_amount": 5.0})

        for text in ("12.5% of the price", "5.00", "no fee within 14 days"):
            self.assertIn(text, self._describe())

    def test_page_says_why_it_cannot_be_returned(self):
        self.policy.write({"is_returnable": False, "refusal": "Made to measure."})
        self.assertIn("Cannot be returned: Made to measure.", self._describe())
        self.assertIn("right of withdrawal is not affected", self._describe())

        self.policy.refusal = False
        self.assertIn("Cannot be returned.", self._describe())

    def test_page_says_nothing_without_returns_and_for_services(self):
        self.assertEqual(self._describe(self.service), "")

        self.website.customer_can_return = False
        self.assertEqual(self._describe(), "")

    def test_page_is_for_the_country_of_the_shop_if_none_is_known(self):
        germany = self.world.ref("base.de")
        self.world.company.country_id = germany
        self.world.ref("base.public_partner").country_id = False
        policy = self._create_policy(
            days=30,
            country_group_ids=[
                Command.create(
                    {
                        "name": "Test",
                        "country_ids": [Command.set(germany.ids)],
                    }
                )
            ],
        )
        self.assertIn("within 30 days", self._describe())

        policy.active = False
        self.assertIn("within 14 days", self._describe())

    def test_all_conditions_have_to_fit(self):
        tag = self.world["product.tag"].create({"name": "Sale"})
        self.goods.product_tag_ids = tag
        self._create_policy(
            product_tag_ids=[Command.set(tag.ids)],
            product_tmpl_ids=[Command.set(self.service.product_tmpl_id.ids)],
        )

        self.assertEqual(self._find(), self.policy)
