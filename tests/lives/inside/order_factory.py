"""Random orders, each reproducible by its description."""

from odoo.fields import Command

from . import world

PRICES = (50.0, 33.1, 19.99, 7.77, 0.99, 11.94, 100.0)
RULES = ("on_payment", "on_shipment", "on_request", "never")
STEPS = ("ship_only", "ship_only", "ship_only", "pick_ship", "pick_pack_ship")
# The plainest order: failing lives are retried with as many of its values as possible.
PLAIN = {
    "lines": [{}],
    "business": False,
    "rule": "on_payment",
    "steps": "ship_only",
    "company": "first",
    "currency": "EUR",
    "discount": 0,
    "postage": 0,
    "pickup": False,
}
PLAIN_LINE = {
    "kind": "goods",
    "policy": "order",
    "quantity": 2,
    "price": 50.0,
    "tax": "none",
}


def draw_order(chance):
    """Return the description of a random order."""
    return {
        "lines": [draw_line(chance) for _line in range(chance.choice((1, 1, 2, 3)))],
        "business": chance.random() < 0.6,
        "rule": chance.choice(RULES),
        "steps": chance.choice(STEPS),
        "company": "second" if chance.random() < 0.1 else "first",
        "currency": "CHF" if chance.random() < 0.1 else "EUR",
        # In percent of the total: a voucher, or a gift card that pays everything.
        "discount": chance.choice((0, 0, 0, 0, 0, 0, 10, 60, 100)),
        "postage": chance.choice((0, 0, 4.9)),
        "pickup": chance.random() < 0.1,
    }


def draw_line(chance):
    return {
        "kind": chance.choice(("goods", "goods", "goods", "consumable", "service")),
        "policy": chance.choice(("order", "order", "delivery")),
        "quantity": chance.choice((1, 2, 2, 3)),
        "price": chance.choice(PRICES),
        "tax": chance.choice(tuple(world.TAXES)),
    }


def complete(spec):
    """Return a complete description."""
    spec = {**PLAIN, **spec}
    return {**spec, "lines": [{**PLAIN_LINE, **line} for line in spec["lines"]]}


def place_order(env, spec):
    """Return a cart according to its description."""
    company = world.set_up(env, spec)
    env = env(context={**env.context, "allowed_company_ids": company.ids})
    website = world.get_website(env, company)
    # Odoo may recompute the warehouse of an order at any time.
    website.warehouse_id = world.find_warehouse(env, company, spec["steps"])
    order = env["sale.order"].create(
        {
            "partner_id": create_customer(env, spec).id,
            "company_id": company.id,
            "website_id": website.id,
            "pricelist_id": find_pricelist(env, company, spec).id,
            "require_payment": True,
            "require_signature": False,
            "prepayment_percent": 1.0,
            "order_line": [
                Command.create(prepare_line(env, company, line))
                for line in spec["lines"]
            ],
        }
    )
    if spec["pickup"]:
        order.set_delivery_line(world.find_pickup(env, company), 0)
    if spec["postage"]:
        add_service(order, "Postage", spec["postage"])
    if spec["discount"]:
        add_service(order, "Voucher", -order.amount_total * spec["discount"] / 100)
    return order


def copy_order(order):
    """Return another cart of the same customer, with the same products."""
    return order.copy({"website_id": order.website_id.id})


def create_customer(env, spec):
    count = env["res.partner"].search_count([])
    return env["res.partner"].create(
        {
            "name": f"Customer {count}",
            "email": f"customer{count}@example.com",
            "street": "Am Markt 1",
            "zip": "10115",
            "city": "Berlin",
            "country_id": env.ref("base.de").id,
            "is_company": spec["business"],
        }
    )


def find_pricelist(env, company, spec):
    if spec["currency"] == "EUR":
        return env["product.pricelist"]
    return env["product.pricelist"].search(
        [("name", "=", "Life CHF"), ("company_id", "=", company.id)], limit=1
    )


def prepare_line(env, company, line):
    product = world.find_product(env, company, line["kind"], line["policy"])
    taxes = world.find_taxes(env, company, line["tax"])
    return {
        "product_id": product.id,
        "product_uom_qty": line["quantity"],
        "price_unit": line["price"],
        "tax_ids": world.link(taxes),
    }


def add_service(order, name, price):
    """Add a line without goods: postage, a voucher or the like."""
    product = world.find_product(order.env, order.company_id, "service", "order")
    order.order_line = [
        Command.create(
            {
                "product_id": product.id,
                "name": name,
                "product_uom_qty": 1,
                "price_unit": price,
                "tax_ids": False,
            }
        )
    ]
