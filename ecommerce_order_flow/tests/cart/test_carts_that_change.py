from odoo.fields import Command
from odoo.tests import tagged

from .cart_common import CartCommon


@tagged("post_install", "-at_install")
class TestCartsThatChange(CartCommon):
    """A cart comes back whatever became of what is in it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.recovery = cls.env["ecommerce.cart.recovery"].sudo()
        cls.option = cls._create_product(
            name="Battery", list_price=5.0, taxes_id=False, is_published=True
        )
        cls.cart = cls._create_cart()
        cls.line = cls.cart.order_line

    def test_an_option_goes_with_its_product(self):
        self.cart.order_line = [
            self._order_line(self.option, linked_line_id=self.line.id)
        ]
        self.goods.is_published = False

        changes = self.recovery._refresh_cart(self.cart.sudo())

        self.assertEqual(changes, ["Lantern is not sold anymore."])
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
