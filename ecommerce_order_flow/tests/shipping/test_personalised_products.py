from odoo.fields import Command
from odoo.tests import tagged

from .work_list_common import WorkListCommon


@tagged("post_install", "-at_install")
class TestPersonalisedProducts(WorkListCommon):
    """What customers have engraved is seen wherever somebody handles the product."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        attribute = cls.env["product.attribute"].create(
            {
                "name": "Engraving",
                "create_variant": "no_variant",
                "value_ids": [
                    Command.create({"name": "Text", "is_custom": True}),
                    Command.create({"name": "None"}),
                ],
            }
        )
        cls.env["product.template.attribute.line"].create(
            {
                "product_tmpl_id": cls.goods.product_tmpl_id.id,
                "attribute_id": attribute.id,
                "value_ids": [Command.set(attribute.value_ids.ids)],
            }
        )
        cls.text = cls.env["product.template.attribute.value"].search(
            [
                ("product_tmpl_id", "=", cls.goods.product_tmpl_id.id),
                ("product_attribute_value_id.is_custom", "=", True),
            ]
        )
        cls.lantern = cls.goods.product_tmpl_id.product_variant_id

    def _engraved_line(self, text):
        return Command.create(
            {
                "product_id": self.lantern.id,
                "product_uom_qty": 1.0,
                "price_unit": 50.0,
                "tax_ids": False,
                "product_no_variant_attribute_value_ids": [Command.set(self.text.ids)],
                "product_custom_attribute_value_ids": [
                    Command.create(
                        {
                            "custom_product_template_attribute_value_id": self.text.id,
                            "custom_value": text,
                        }
                    )
                ],
            }
        )

    def _create_transfer(self, *texts):
        order = self._create_confirmed_order(
            order_line=[self._engraved_line(text) for text in texts]
        )
        return self._get_transfers(order)

    def test_the_mail_and_the_slip_name_each_piece(self):
        transfer = self._create_transfer("Anna", "Ben")

        products = transfer.env["ecommerce.parcel.content"]._get_products(transfer)

        details = [" ".join(product["details"]) for product in products]
        self.assertEqual(len(details), 2)
        self.assertIn("Anna", details[0])
        self.assertIn("Ben", details[1])

    def test_the_packing_slip_shows_it(self):
        transfer = self._create_transfer("Anna")

        html, _type = (
            self.env["ir.actions.report"]
            .sudo()
            ._render_qweb_html("ecommerce_order_flow.report_packing_slip", transfer.ids)
        )

        self.assertIn("Anna", html.decode())

    def test_the_work_list_shows_it(self):
        transfer = self._create_transfer("Anna", "Ben")

        products = transfer.shipping_goods["products"]

        self.assertIn("Anna", products[0]["details"][0])
        self.assertIn("Ben", products[1]["details"][0])

    def test_ordinary_products_have_no_details(self):
        transfer = self._create_paid_order().picking_ids

        self.assertEqual(transfer.shipping_goods["products"][0]["details"], [])
