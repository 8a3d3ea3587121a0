from odoo.fields import Command
from odoo.tests import tagged

from .cart_common import CartCommon
from .cart_kinds import CartKinds


@tagged("post_install", "-at_install")
class TestCartsThatChange(CartCommon):
    """A cart comes back whatever became of what is in it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.recovery = cls.env["ecommerce.cart.recovery"].sudo()
        cls.option = cls._create_product(
            name="Battery",
            list_price=5.0,
            taxes_id=False,
            is_published=True,
            allow_out_of_stock_order=True,
        )
        cls.cart = cls._create_cart()
        cls.line = cls.cart.order_line

    def _add_option(self):
        line = self._order_line(self.option, linked_line_id=self.line.id)
        self.cart.order_line = [line]

    def test_an_option_stays_when_its_product_goes(self):
        self._add_option()
        self.goods.is_published = False

        changes = self.recovery._refresh_cart(self.cart.sudo())

        self.assertEqual(changes, ["Lantern is no longer sold."])
        self.assertEqual(self.cart.order_line.product_id, self.option)

    def test_an_option_that_goes_with_its_product_is_told(self):
        self._add_option()
        (self.goods | self.option).is_published = False

        changes = self.recovery._refresh_cart(self.cart.sudo())

        self.assertEqual(
            changes,
            ["Lantern is no longer sold.", "Battery is no longer sold."],
        )
        self.assertFalse(self.cart.order_line)

    def test_delivery_stays_though_it_is_not_published(self):
        product = self._prepare_carrier_product(list_price=5.0)
        self.cart.order_line = [self._order_line(product, is_delivery=True)]

        changes = self.recovery._refresh_cart(self.cart.sudo())

        self.assertEqual(changes, [])
        self.assertTrue(self.cart.order_line.filtered("is_delivery"))

    def test_notes_and_sections_stay(self):
        self.cart.order_line = [
            Command.create({"display_type": "line_note", "name": "A present"})
        ]

        self.recovery._refresh_cart(self.cart.sudo())

        self.assertIn("A present", self.cart.order_line.mapped("name"))

    def test_a_pack_of_six_is_sold_out_when_three_are_left(self):
        self.goods.allow_out_of_stock_order = False
        self.env["stock.quant"]._update_available_quantity(
            self.goods, self.warehouse.lot_stock_id, -97
        )
        pack = self.env.ref("uom.product_uom_pack_6")
        self.assertFalse(self.line._is_sold_out())

        self.line.product_uom_id = pack

        self.assertTrue(self.line._is_sold_out())

    def test_what_another_page_sells_is_sold(self):
        self.goods.is_published = False
        self.assertFalse(self.line._is_sold_by_shop())
        self.patch(type(self.line), "_is_sold_on_another_page", lambda _line: True)

        self.assertTrue(self.line._is_sold_by_shop())

    # === SETS === #

    def _put_picnic(self):
        """Leave nothing but two sets of a cup in the cart; return set and cup."""
        self.cart.order_line.unlink()
        CartKinds(self).put_combo(self._arrange(self.cart).sudo())
        self.env.invalidate_all()
        picnic = self.cart.order_line.filtered(lambda line: not line.combo_item_id)
        return picnic, picnic.linked_line_ids.product_id

    def _get_choices_in_mail(self):
        content = self.env["ecommerce.cart.mail.content"].sudo()
        return [item["choices"] for item in content._get_lines(self.cart.sudo())]

    def test_the_mail_says_what_a_set_consists_of(self):
        _picnic, cup = self._put_picnic()

        self.assertEqual(self._get_choices_in_mail(), [[cup.name]])

    def test_the_mail_tells_engravings(self):
        self.cart.order_line.unlink()
        CartKinds(self).put_engraving(self._arrange(self.cart).sudo())

        (choices,) = self._get_choices_in_mail()

        self.assertEqual(len(choices), 1)
        self.assertIn("For Robin", choices[0])

    def test_a_set_without_its_only_part_is_not_sold_anymore(self):
        picnic, cup = self._put_picnic()
        self._arrange(cup).active = False
        self.env.invalidate_all()

        changes = self.recovery._refresh_cart(self.cart.sudo())

        self.assertEqual(changes, ["Picnic is no longer sold."])
        self.assertFalse(self.cart.order_line)
        self.assertFalse(picnic.exists())

    def test_a_set_is_as_rare_as_its_rarest_part(self):
        picnic, cup = self._put_picnic()
        self._arrange(cup).write(
            {"is_storable": True, "allow_out_of_stock_order": False}
        )
        self._add_product_qty_to_wh(cup.id, 1, self.warehouse.lot_stock_id.id)

        changes = self.recovery._refresh_cart(self.cart.sudo())

        self.assertEqual(changes, ["Only 1 of Picnic are available (you wanted 2)."])
        self.assertEqual(set(self.cart.order_line.mapped("product_uom_qty")), {1.0})
        self.assertFalse(picnic._is_sold_out())

    def test_a_set_is_sold_out_with_its_part(self):
        picnic, cup = self._put_picnic()
        self._arrange(cup).write(
            {"is_storable": True, "allow_out_of_stock_order": False}
        )

        self.assertTrue(picnic._is_sold_out())
        self.assertFalse(picnic._can_be_bought_now())

    # === WHAT THE SHOP SELLS === #

    def test_a_pack_of_six_goes_when_three_are_left(self):
        self.goods.allow_out_of_stock_order = False
        self.line.write(
            {
                "product_uom_id": self.env.ref("uom.product_uom_pack_6").id,
                "product_uom_qty": 1.0,
            }
        )
        self.world["stock.quant"]._update_available_quantity(
            self.goods, self.warehouse.lot_stock_id, -97
        )

        changes = self.recovery._refresh_cart(self.cart.sudo())

        self.assertEqual(changes, ["Lantern is sold out."])

    def test_what_only_another_website_sells_goes(self):
        self.goods.website_id = self.world["website"].create({"name": "Second shop"})

        changes = self.recovery._refresh_cart(self.cart.sudo())

        self.assertEqual(changes, ["Lantern is no longer sold."])

    def test_what_costs_nothing_goes_where_nothing_is_given_away(self):
        self.website.prevent_zero_price_sale = True
        self.goods.list_price = 0.0

        changes = self.recovery._refresh_cart(self.cart.sudo())

        self.assertEqual(changes, ["Lantern is no longer sold."])

    def test_what_costs_nothing_stays_where_it_is_given_away(self):
        self.website.prevent_zero_price_sale = False
        self.goods.list_price = 0.0

        self.recovery._refresh_cart(self.cart.sudo())

        self.assertEqual(self.cart.amount_untaxed, 0.0)
        self.assertTrue(self.cart.order_line)

    def test_fees_of_other_apps_are_no_reason_for_a_reminder(self):
        fee = self._create_product(
            name="Fee",
            type="service",
            list_price=3.0,
            taxes_id=False,
        )
        fee.is_published = False
        self.cart.order_line = [self._order_line(fee)]
        self.goods.is_published = False

        fee_line = self.cart.order_line.filtered(lambda line: line.product_id == fee)
        self.assertTrue(fee_line._stays_in_cart())
        self.assertFalse(fee_line._is_gone())
        self.assertFalse(fee_line._can_be_bought_now())

    # === PRICELISTS === #

    def _give_pricelist(self, percent):
        """Give the cart a pricelist of its own with a discount."""
        pricelist = self.world["product.pricelist"].create(
            {
                "name": "Summer",
                "selectable": True,
                "item_ids": [
                    Command.create(
                        {"compute_price": "percentage", "percent_price": percent}
                    )
                ],
            }
        )
        cart = self._arrange(self.cart)
        cart.pricelist_id = pricelist
        cart._recompute_prices()
        return pricelist

    def test_a_pricelist_that_ended_is_told(self):
        pricelist = self._give_pricelist(10.0)
        self.assertEqual(self.cart.amount_untaxed, 90.0)
        pricelist.active = False

        [change] = self.recovery._refresh_cart(self.cart.sudo())

        self.assertIn("Lantern now costs", change)
        self.assertEqual(self.cart.amount_untaxed, 100.0)
        self.assertNotEqual(self.cart.pricelist_id, pricelist)

    def test_the_mail_shows_the_price_without_the_pricelist_that_ended(self):
        pricelist = self._give_pricelist(10.0)
        pricelist.active = False

        self.assertEqual(self.line._get_todays_price(), 100.0)
        self.assertEqual(self.cart.amount_untaxed, 90.0)

    def test_a_price_that_ended_is_told(self):
        pricelist = self._give_pricelist(10.0)
        pricelist.item_ids.date_end = self._get_time(1)
        self.env.invalidate_all()

        self.recovery._refresh_cart(self.cart.sudo())

        self.assertEqual(self.cart.amount_untaxed, 100.0)

    def test_a_pricelist_for_the_customer_alone_stays(self):
        pricelist = self._give_pricelist(10.0)
        pricelist.selectable = False

        self.assertEqual(self.recovery._refresh_cart(self.cart.sudo()), [])
        self.assertEqual(self.cart.pricelist_id, pricelist)

    # === WEBSITES === #

    def test_a_default_website_of_another_company_changes_nothing(self):
        company = self.world["res.company"].create({"name": "Other"})
        self.world["website"].create(
            {"name": "First", "company_id": company.id, "sequence": -1}
        )
        self._age(self.cart, 2)

        self._remind()

        self.assertReminded(self.cart)
        self.assertEqual(self.recovery._refresh_cart(self.cart.sudo()), [])
        self.assertEqual(self.cart.amount_untaxed, 100.0)

    # === TWO CARTS === #

    def test_notes_of_the_current_cart_go_along(self):
        other = self._arrange(self._create_cart()).sudo()
        other.order_line = [
            Command.create({"display_type": "line_note", "name": "A present"})
        ]

        self.recovery._restore_cart(self._arrange(self.cart).sudo(), other)

        self.assertIn("A present", self.cart.order_line.mapped("name"))
        self.assertFalse(other.order_line)
        self.assertEqual(other.state, "cancel")
