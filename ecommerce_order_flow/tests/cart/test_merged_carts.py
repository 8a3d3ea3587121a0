from odoo.tests import tagged

from .cart_common import CartCommon

ADDRESSES = {
    "bob": {"street": "Old Lane 1", "city": "Berlin"},
    "nel": {"street": "New Street 2", "city": "Vienna"},
}


@tagged("post_install", "-at_install")
class TestMergedCarts(CartCommon):
    """What the customer filled in last counts when two carts become one."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.recovery = cls.world["ecommerce.cart.recovery"].sudo()
        cls.bob, cls.nel = (
            cls._create_customer(name, f"{name}@example.com", **address)
            for name, address in ADDRESSES.items()
        )
        cls.cart = cls._create_cart_of(cls.bob)

    @classmethod
    def _create_cart_of(cls, partner, **values):
        return cls._arrange(cls._create_cart(partner_id=partner.id, **values)).sudo()

    def _merge(self, other):
        """Return what else is told than that the carts are one now."""
        return self.recovery._restore_cart(self.cart, other)[1:]

    # === REFERENCE AND NOTES === #

    def test_the_reference_of_the_current_cart_stays(self):
        self.cart.client_order_ref = "OLD-1"

        self._merge(self._create_cart_of(self.bob, client_order_ref="NEW-2"))

        self.assertEqual(self.cart.client_order_ref, "NEW-2")

    def test_the_reference_of_the_older_cart_stays_if_there_is_no_other(self):
        self.cart.client_order_ref = "OLD-1"

        self._merge(self._create_cart_of(self.bob))

        self.assertEqual(self.cart.client_order_ref, "OLD-1")

    def test_what_the_customer_wrote_at_the_checkout_stays(self):
        other = self._create_cart_of(self.bob)
        other._message_log(body="Ring twice", message_type="comment")
        drawing = self.world["ir.attachment"].create(
            {"name": "drawing.txt", "res_model": other._name, "res_id": other.id}
        )

        self._merge(other)

        self.assertIn("Ring twice", "".join(self.cart.message_ids.mapped("body")))
        self.assertEqual(drawing.res_id, self.cart.id)

    # === ADDRESS === #

    def test_the_address_of_the_current_cart_counts_and_is_told(self):
        [sentence] = self._merge(self._create_cart_of(self.nel))

        self.assertIn("New Street 2, Vienna", sentence)
        self.assertEqual(self.cart.partner_id, self.nel)
        self.assertEqual(self.cart.partner_shipping_id, self.nel)
        self.assertEqual(self.cart.partner_invoice_id, self.nel)

    def test_an_address_that_was_chosen_counts(self):
        office = self._create_customer(
            "Office", False, parent_id=self.bob.id, type="other", street="Desk 3"
        )
        other = self._create_cart_of(self.bob, partner_shipping_id=office.id)

        [sentence] = self._merge(other)

        self.assertIn("Desk 3", sentence)
        self.assertEqual(self.cart.partner_shipping_id, office)
        self.assertEqual(self.cart.partner_id, self.bob)

    def test_an_address_that_odoo_proposes_is_no_choice(self):
        office = self._create_customer(
            "Office", False, parent_id=self.bob.id, type="other", street="Desk 3"
        )
        self.cart.partner_shipping_id = office

        [sentence] = self._merge(self._create_cart_of(self.bob))

        self.assertIn("Desk 3", sentence)
        self.assertEqual(self.cart.partner_shipping_id, office)

    def test_a_visitor_without_address_keeps_that_of_the_older_cart(self):
        visitor = self.website.user_id.sudo().partner_id

        self.assertEqual(self._merge(self._create_cart_of(visitor)), [])

        self.assertEqual(self.cart.partner_id, self.bob)

    def test_a_customer_without_address_keeps_that_of_the_older_cart(self):
        kim = self._create_customer("Kim", "kim@example.com")

        self.assertEqual(self._merge(self._create_cart_of(kim)), [])

        self.assertEqual(self.cart.partner_shipping_id, self.bob)

    def test_nothing_is_said_of_an_address_that_is_the_same(self):
        self.assertEqual(self._merge(self._create_cart_of(self.bob)), [])

    def test_taxes_follow_the_address(self):
        home, abroad = self.world["account.fiscal.position"].create(
            [{"name": "Home"}, {"name": "Abroad, without taxes"}]
        )
        tax = self.world["account.tax"].create(
            {"name": "Ten", "amount": 10.0, "fiscal_position_ids": home.ids}
        )
        self._arrange(self.goods).taxes_id = tax
        self.bob.property_account_position_id = home
        self.nel.property_account_position_id = abroad
        self.cart = self._create_cart_of(self.bob)
        self.cart._recompute_taxes()
        self.assertEqual(self.cart.order_line.tax_ids, tax)

        self._merge(self._create_cart_of(self.nel))

        self.assertFalse(self.cart.order_line.tax_ids)

    def test_a_code_of_the_older_cart_stays_with_another_address(self):
        pricelist = self.world["product.pricelist"].create(
            {
                "name": "Club",
                "code": "CLUB",
                "item_ids": [
                    (0, 0, {"compute_price": "percentage", "percent_price": 10.0})
                ],
            }
        )
        self.cart.pricelist_id = pricelist
        self.cart._recompute_prices()

        self._merge(self._create_cart_of(self.nel))

        self.assertEqual(self.cart.pricelist_id, pricelist)
        self.assertEqual(self.cart.partner_id, self.nel)
        self.assertEqual(self.cart.amount_untaxed, 180.0)

    def test_prices_in_another_currency_are_told_in_both(self):
        foreign = self._get_foreign_currency()
        self.cart.pricelist_id = self.world["product.pricelist"].create(
            {"name": "Foreign", "currency_id": foreign.id, "selectable": True}
        )
        self.cart._recompute_prices()
        other = self._create_cart_of(self.bob)
        other.order_line.product_id = self._create_product(
            name="Ribbon",
            list_price=7.0,
            taxes_id=False,
            is_published=True,
            allow_out_of_stock_order=True,
        )
        other.order_line.write({"product_uom_qty": 1.0, "price_unit": 7.0})
        old, new = (
            cart._format_money(price) for cart, price in ((other, 7), (self.cart, 14))
        )

        told = self._merge(other)

        self.assertEqual(told, [f"Ribbon now costs {new} instead of {old}."])
        self.assertEqual(self.cart.amount_untaxed, 214.0)
