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

    def test_all_conditions_have_to_fit(self):
        tag = self.world["product.tag"].create({"name": "Sale"})
        self.goods.product_tag_ids = tag
        self._create_policy(
            product_tag_ids=[Command.set(tag.ids)],
            product_tmpl_ids=[Command.set(self.service.product_tmpl_id.ids)],
        )

        self.assertEqual(self._find(), self.policy)
