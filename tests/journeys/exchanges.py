"""The initial state of an exchange: shirts in two sizes, one of them delivered."""

from dataclasses import dataclass

from .preparation import pay

SIZES = {"S": 50.0, "L": 60.0}
CUSTOMER = {
    "name": "Konrad Kunde",
    "email": "konrad.kunde@example.com",
    "lang": "de_DE",
    "street": "Hafenstraße 7",
    "zip": "20359",
    "city": "Hamburg",
}


@dataclass(frozen=True)
class Delivered:
    """A delivered order of a shirt.

    :ivar shirts: The ids of the variants, by size.
    """

    order: int
    line: int
    token: str
    shirts: dict

    def get_page(self, suffix=""):
        return f"/my/orders/{self.order}{suffix}?access_token={self.token}"


def take_returns(remote):
    """Let customers exchange variants, and exchange them automatically."""
    website = remote.get_id("website.default_website")
    remote.write("website", [website], customer_can_return=True)
    policy = remote.get_id("ecommerce_order_flow.ecommerce_return_policy_default")
    remote.write(
        "ecommerce.return.policy",
        [policy],
        offers_variants=True,
        is_refunded_automatically=True,
    )


def sell_shirts(remote):
    """Publish a shirt in two sizes, and put them into stock.

    :return: The ids of the variants, by size.
    """
    template = create_shirt(remote)
    values = remote.search(
        "product.template.attribute.value", ("product_tmpl_id", "=", template)
    )
    variants = {}
    for value, (size, price) in zip(values, SIZES.items(), strict=True):
        remote.write(
            "product.template.attribute.value", [value], price_extra=price - SIZES["S"]
        )
        [variants[size]] = remote.search(
            "product.product", ("product_template_attribute_value_ids", "=", value)
        )
        stock(remote, variants[size], 10)
    return variants


def create_shirt(remote):
    attribute = remote.create(
        "product.attribute",
        name="Größe",
        create_variant="always",
        value_ids=[
            (0, 0, {"name": size, "sequence": number})
            for number, size in enumerate(SIZES)
        ],
    )
    values = remote.search(
        "product.attribute.value", ("attribute_id", "=", attribute), order="sequence"
    )
    line = {"attribute_id": attribute, "value_ids": [(6, 0, values)]}
    return remote.create(
        "product.template",
        name="Hemd",
        list_price=SIZES["S"],
        taxes_id=False,
        invoice_policy="order",
        is_storable=True,
        is_published=True,
        allow_out_of_stock_order=False,
        attribute_line_ids=[(0, 0, line)],
    )


def stock(remote, product, quantity):
    warehouse = remote.get_id("stock.warehouse0")
    shelf = remote.read("stock.warehouse", "lot_stock_id", ("id", "=", warehouse))
    values = {
        "product_id": product,
        "location_id": shelf[0],
        "inventory_quantity": quantity,
    }
    context = {"inventory_mode": True}
    quant = remote.call("stock.quant", "create", [values], context=context)
    remote.call("stock.quant", "action_apply_inventory", quant)


def deliver_shirt(remote):
    """Place an order of a shirt of size S that is paid and delivered."""
    shirts = sell_shirts(remote)
    customer = remote.create(
        "res.partner", **CUSTOMER, country_id=remote.get_id("base.de")
    )
    order = remote.create(
        "sale.order",
        partner_id=customer,
        website_id=remote.get_id("website.default_website"),
        order_line=[(0, 0, {"product_id": shirts["S"], "product_uom_qty": 1})],
    )
    pay(remote, order)
    remote.call("sale.order", "action_confirm", [order])
    do_transfer(remote, ("sale_id", "=", order))
    remote.call("sale.order", "get_portal_url", [order])  # It creates the token.
    return Delivered(
        order,
        remote.search("sale.order.line", ("order_id", "=", order))[0],
        remote.read("sale.order", "access_token", ("id", "=", order)),
        shirts,
    )


def do_transfer(remote, *domain):
    """Validate the open transfer that matches a domain."""
    [transfer] = remote.search(
        "stock.picking", *domain, ("state", "not in", ("done", "cancel"))
    )
    moves = remote.search("stock.move", ("picking_id", "=", transfer))
    remote.write("stock.move", moves, picked=True)
    remote.call("stock.picking", "button_validate", [transfer])


def run(remote, code):
    """Run an automation."""
    automation = remote.search("ecommerce.automation", ("code", "=", code))
    remote.call("ecommerce.automation", "action_run_now", automation)
