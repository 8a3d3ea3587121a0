from odoo.fields import Command

from ..returns.returns_common import ReturnsCommon


class ExchangeCommon(ReturnsCommon):
    """A shirt in four sizes, one of them dearer and one cheaper, and a lamp instead.

    S and M cost 50, L costs 60, and XS 40. The order is over two of size S.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.partner.is_company = True
        cls.policy.write(
            {
                "days": 0,
                "offers_same": True,
                "offers_variants": True,
                "offers_products": True,
            }
        )
        cls.sizes = cls._create_sizes(S=0.0, M=0.0, L=10.0, XS=-10.0)
        cls.lamp = cls._create_product(
            name="Lamp",
            list_price=80.0,
            taxes_id=False,
            invoice_policy="order",
            website_published=True,
        )
        cls.template = cls.sizes["S"].product_tmpl_id
        cls.template.alternative_product_ids = cls.lamp.product_tmpl_id
        cls.products = {**cls.sizes, "lamp": cls.lamp}
        for product in cls.products.values():
            cls._stock(product, 20)

    @classmethod
    def _create_sizes(cls, **extras):
        attribute = cls.env["product.attribute"].create(
            {
                "name": "Size",
                "create_variant": "always",
                "value_ids": [
                    Command.create({"name": name, "sequence": number})
                    for number, name in enumerate(extras)
                ],
            }
        )
        shirt = cls.env["product.template"].create(
            {
                "name": "Shirt",
                "is_storable": True,
                "allow_out_of_stock_order": False,
                "list_price": 50.0,
                "taxes_id": False,
                "invoice_policy": "order",
                "website_published": True,
                "attribute_line_ids": [
                    Command.create(
                        {
                            "attribute_id": attribute.id,
                            "value_ids": [Command.set(attribute.value_ids.ids)],
                        }
                    )
                ],
            }
        )
        for value in shirt.attribute_line_ids.product_template_value_ids:
            value.price_extra = extras[value.name]
        return {
            it.product_template_attribute_value_ids.name: it
            for it in shirt.product_variant_ids
        }

    @classmethod
    def _stock(cls, product, quantity):
        location = cls.warehouse.lot_stock_id
        cls._add_product_qty_to_wh(product.id, quantity, location.id)

    def _create_shirts(self, quantity=2.0, *, is_invoiced=True, **values):
        """Return a paid, shipped and invoiced order of shirts of size S."""
        order = self._create_order(self.sizes["S"], quantity, **values)
        return self._fulfil(order, is_invoiced=is_invoiced)

    def _fulfil(self, order, *, is_invoiced=True):
        self._pay(order)
        self._do_transfer(order)
        if is_invoiced:
            self._invoice(order)
            self._match(order)
        return order

    def _get_codes(self, order):
        """Return what the customer can choose for the order's first line."""
        offer = self._get_offers(order)[0]
        return [
            it.code for it in self.env["ecommerce.exchange.offer"]._get_choices(offer)
        ]

    def _get_code(self, name):
        return f"exchange_{self.products[name].id}"

    def _swap(self, order, name, quantity=1.0, **form):
        """Have the customer ask for something else instead of the first line."""
        wish = {f"wish_{order.order_line[:1].id}": self._get_code(name)}
        return self._ask(order, quantity, **wish, **form)

    def _read_preview(self, order, name, quantity=1.0):
        wish = {f"wish_{order.order_line[:1].id}": self._get_code(name)}
        request = self.env["ecommerce.return.request"]
        answers = request._read(order.sudo(), self._fill(order, quantity, **wish))
        return request._preview(order.sudo(), answers)

    def _exchange(self, case, user=None):
        case.with_user(user or self.staff).action_exchange()
        self._send()
        self.env.invalidate_all()

    def _get_parcel(self, case):
        """Return the transfer that brings the replacement."""
        return self._arrange(case).line_ids.exchange_move_ids.picking_id.filtered(
            lambda it: it.location_dest_id.usage == "customer"
        )

    def _ship(self, case):
        parcel = self._get_parcel(case).filtered(lambda it: it.state != "done")
        parcel.move_ids.picked = True
        parcel.button_validate()
        self.env.flush_all()
        self.env.invalidate_all()

    def _get_free(self, name):
        self.env.flush_all()
        self.env.invalidate_all()
        product = self._arrange(self.products[name])
        return product.with_context(warehouse_id=self.warehouse.id).free_qty
