from odoo.fields import Command

from ..kits import create_bom
from .cart_booking_kinds import BookingKinds
from .cart_reward_kinds import RewardKinds


class CartKinds(BookingKinds, RewardKinds):
    """Puts into a cart what `cart_table` names: a method ``put_<kind>`` for each.

    ``current_<kind>`` prepares the customer's current cart.
    """

    def __init__(self, test):
        self.test = test
        self.env = test.world

    def put(self, cart, kind):
        """Put what the kind is about into an empty cart."""
        getattr(self, f"put_{kind}")(cart)
        cart._verify_cart_after_update()

    def add(self, cart, product, quantity=1.0, **kwargs):
        """Put a product into a cart as the shop does; return the line."""
        line_id = cart._cart_add(product.id, quantity, **kwargs)["line_id"]
        return cart.order_line.browse(line_id)

    def add_lanterns(self, cart, quantity=2.0):
        """Put what most carts have: two lanterns for 100.00."""
        return self.add(cart, self.test.goods, quantity)

    def create_product(self, name, price, **values):
        """Return a product that the shop sells, without taxes."""
        is_published = values.pop("is_published", True)
        product = self.test._create_product(
            **{
                "name": name,
                "list_price": price,
                "taxes_id": False,
                "allow_out_of_stock_order": True,
                **values,
            }
        )
        product.is_published = is_published
        return product

    # === GOODS AND SERVICES === #

    def put_goods(self, cart):
        self.add_lanterns(cart)

    def put_variant(self, cart):
        value = self._create_attribute(create_variant="no_variant")
        lamp = self._create_configurable("Lamp", 20.0, value)
        choice = self._get_choice(lamp)
        choice.price_extra = 5.0
        self.add(
            cart, lamp.product_variant_id, no_variant_attribute_value_ids=choice.ids
        )

    def put_engraving(self, cart):
        value = self._create_attribute(create_variant="no_variant", is_custom=True)
        mug = self._create_configurable("Mug", 12.0, value)
        choice = self._get_choice(mug)
        self.add(
            cart,
            mug.product_variant_id,
            no_variant_attribute_value_ids=choice.ids,
            product_custom_attribute_values=[
                {
                    "custom_product_template_attribute_value_id": choice.id,
                    "custom_value": "For Robin",
                }
            ],
        )

    def _create_attribute(self, create_variant, is_custom=False):
        return (
            self.env["product.attribute"]
            .create(
                {
                    "name": "Finish",
                    "create_variant": create_variant,
                    "value_ids": [
                        Command.create({"name": "Red", "is_custom": is_custom})
                    ],
                }
            )
            .value_ids
        )

    def _create_configurable(self, name, price, value):
        template = self.create_product(name, price).product_tmpl_id
        self.env["product.template.attribute.line"].create(
            {
                "product_tmpl_id": template.id,
                "attribute_id": value.attribute_id.id,
                "value_ids": [Command.set(value.ids)],
            }
        )
        return template

    def _get_choice(self, template):
        return self.env["product.template.attribute.value"].search(
            [("product_tmpl_id", "=", template.id)]
        )

    def put_pack(self, cart):
        pack = self.env.ref("uom.product_uom_pack_6")
        self.test.goods.uom_ids = pack
        self.add(cart, self.test.goods, uom_id=pack.id)

    def put_service(self, cart):
        self.test.service.is_published = True
        self.add(cart, self.test.service)

    def put_option(self, cart):
        line = self.add_lanterns(cart)
        self.add(cart, self.create_product("Battery", 5.0), linked_line_id=line.id)

    def put_combo(self, cart):
        cup = self.create_product("Cup", 10.0, is_published=False)
        combo = self.env["product.combo"].create(
            {
                "name": "Dishes",
                "combo_item_ids": [Command.create({"product_id": cup.id})],
            }
        )
        picnic = self.create_product(
            "Picnic", 30.0, type="combo", combo_ids=[Command.link(combo.id)]
        )
        line = self.add(cart, picnic, 2.0)
        self.add(
            cart,
            cup,
            2.0,
            linked_line_id=line.id,
            combo_item_id=combo.combo_item_ids.id,
        )

    def put_kit(self, cart):
        kit = self.create_product("Set", 25.0, is_storable=True)
        create_bom(kit, {self.test.goods: 2})
        self.add(cart, kit)

    def put_dropshipped(self, cart):
        route = self.env.ref("stock_dropshipping.route_drop_shipping")
        self.add(cart, self.create_product("Tent", 80.0, route_ids=route.ids))

    def put_project(self, cart):
        setup = self.create_product(
            "Setup", 60.0, type="service", service_tracking="project_only"
        )
        self.add(cart, setup)

    # === WHAT BELONGS TO THE CART AS A WHOLE, STAFF AND OTHER APPS === #

    def put_delivery(self, cart):
        self.add_lanterns(cart)
        carrier = self.test._prepare_carrier(
            self.test._prepare_carrier_product(list_price=5.0, taxes_id=False),
            fixed_price=5.0,
        )
        cart.set_delivery_line(carrier, 5.0)

    def put_pickup(self, cart):
        self.add_lanterns(cart)
        cart.set_delivery_line(self.test._create_pickup_carrier(), 0.0)

    def put_pricelist(self, cart):
        cart.pricelist_id = self.env["product.pricelist"].create(
            {
                "name": "Club",
                "selectable": True,
                "item_ids": [
                    Command.create(
                        {"compute_price": "percentage", "percent_price": 10.0}
                    )
                ],
            }
        )
        self.add_lanterns(cart)

    def put_notes(self, cart):
        self.add_lanterns(cart)
        cart.order_line = [
            Command.create({"display_type": "line_section", "name": "Presents"}),
            Command.create({"display_type": "line_note", "name": "For Robin"}),
        ]

    def put_deposit(self, cart):
        line = self.add_lanterns(cart)
        deposit = self.create_product(
            "Deposit", 8.0, type="service", is_published=False, sale_ok=False
        )
        self._add_line(cart, deposit, product_uom_qty=2.0, linked_line_id=line.id)

    def put_surcharge(self, cart):
        self.add_lanterns(cart)
        self._add_line(
            cart,
            self.create_product("Surcharge", 3.0, type="service", is_published=False),
        )

    def put_down_payment(self, cart):
        self.add_lanterns(cart)
        product = self.create_product(
            "Down payment", 0.0, type="service", is_published=False
        )
        self._add_line(
            cart, product, product_uom_qty=0.0, price_unit=20.0, is_downpayment=True
        )

    def put_staff_discount(self, cart):
        self.add_lanterns(cart)
        self.env["sale.order.discount"].create(
            {
                "sale_order_id": cart.id,
                "discount_type": "so_discount",
                "discount_percentage": 0.1,
            }
        ).action_apply_discount()

    def _add_line(self, cart, product, **values):
        """Put a line into a cart that customers can't choose."""
        cart.order_line = [
            Command.create({"product_id": product.id, "product_uom_qty": 1.0, **values})
        ]
