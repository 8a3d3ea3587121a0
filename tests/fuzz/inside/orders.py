"""Orders of the two customers, as many of each kind as get used up meanwhile."""

from odoo.fields import Command

from . import links
from .people import MARKERS, find_customer
from .settings import find_demo, find_transfers

PRICE = 50.0
KINDS = ("cart", "waiting", "confirmed", "confirmed", "delivered", "returned")


def create_world(env):
    """Create orders, and return what requests may know of them."""
    product = create_product(env)
    document = env["product.document"].create(
        {
            "name": "Manual",
            "res_model": "product.template",
            "res_id": product.product_tmpl_id.id,
            "attached_on_sale": "sale_order",
            "raw": b"Read me",
        }
    )
    told = {owner: create_orders(env, product, owner) for owner in MARKERS}
    return {**told, "document": document.id}


def create_product(env):
    product = env["product.product"].create(
        {
            "name": "Lantern",
            "list_price": PRICE,
            "taxes_id": False,
            "is_storable": True,
            "is_published": True,
            "invoice_policy": "order",
        }
    )
    location = env.ref("stock.warehouse0").lot_stock_id
    env["stock.quant"]._update_available_quantity(product, location, 1000)
    return product


def create_orders(env, product, owner):
    """Create the orders of a customer, and the links in their mails."""
    customer = find_customer(env, owner)
    orders = {kind: [] for kind in (*KINDS, "refunded")}
    for kind in (*KINDS, "refunded"):
        order = place_order(env, product, customer, owner)
        ACTS[kind](order)
        orders[kind].append(order)
    return {
        "marker": MARKERS[owner],
        "orders": [tell(order) for several in orders.values() for order in several],
        "links": links.create(env, customer, orders["refunded"][0]),
    }


def place_order(env, product, customer, owner):
    line = {
        "product_id": product.id,
        "product_uom_qty": 3,
        "price_unit": PRICE,
        "tax_ids": False,
    }
    note = {"display_type": "line_note", "name": f"For {MARKERS[owner]}"}
    return env["sale.order"].create(
        {
            "partner_id": customer.id,
            "website_id": env.ref("website.default_website").id,
            "client_order_ref": MARKERS[owner],
            "require_signature": False,
            "order_line": [Command.create(line), Command.create(note)],
        }
    )


def tell(order):
    return {
        "id": order.id,
        "token": order._portal_ensure_token(),
        "line": order.order_line[:1].id,
        "case": order.return_ids[:1].id,
    }


# === WHAT HAPPENED TO AN ORDER === #


def leave(order):
    """Leave it as a cart."""


def wait(order):
    begin_payment(order, find_transfers(order.env))._set_pending()


def confirm(order):
    pay(order, find_demo(order.env))


def deliver(order):
    confirm(order)
    order.picking_ids.move_ids.picked = True
    order.picking_ids.button_validate()


def return_one(order):
    deliver(order)
    request = order.env["ecommerce.return.request"]
    form = {f"quantity_{order.order_line[:1].id}": "1"}
    estimate = request._estimate(order, request._read(order, form))
    amount = request._write_amount(estimate.amount)
    request._submit(order, {**form, "amount": amount})


def refund(order):
    """Owe money that has to be transferred, to an account that nobody knows."""
    # Odoo finds its addons only after reading its configuration.
    from odoo.addons.ecommerce_order_flow.models.refund.wish import Wish  # noqa: PLC0415

    pay(order, find_transfers(order.env))
    order._create_invoices(final=True).action_post()
    order.env["ecommerce.payment.matching"]._match(order)
    order.env["ecommerce.refund"]._request(order, Wish({}, PRICE), PRICE)


ACTS = {
    "cart": leave,
    "waiting": wait,
    "confirmed": confirm,
    "delivered": deliver,
    "returned": return_one,
    "refunded": refund,
}


def pay(order, provider):
    """Pay an order, which confirms it."""
    tx = begin_payment(order, provider)
    tx._set_done()
    tx._post_process()
    assert order.state == "sale", order.state


def begin_payment(order, provider):
    methods = provider.with_context(active_test=False).payment_method_ids
    return order.env["payment.transaction"].create(
        {
            "provider_id": provider.id,
            "payment_method_id": methods[:1].id,
            "amount": order.amount_total,
            "currency_id": order.currency_id.id,
            "partner_id": order.partner_id.id,
            "operation": "online_direct",
            "reference": order.name,
            "sale_order_ids": [Command.set(order.ids)],
        }
    )
