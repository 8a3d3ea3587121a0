"""Returns that the warehouse receives and automations refund."""

import random

from orders import create_product, order_product
from refunds import open_books, pay_and_invoice
from transactions import work

from odoo.api import SUPERUSER_ID, Environment
from odoo.exceptions import UserError

QUANTITY = 2
AT_ONCE = 2
EXPECTED = ("approved", "on_the_way")


def announce_returns(registry, providers, count):
    """Create delivered, invoiced orders of which a customer returns one of two pieces.

    :param dict providers: For each name the URL, `keys` and `ask` of a provider.
    """
    open_books(registry, providers)
    product_id = work(registry, _prepare, count)
    for number in range(count):
        name = list(providers)[number % len(providers)]
        work(registry, _announce, name, product_id, number)


def _prepare(env, count):
    env.ref("website.default_website").customer_can_return = True
    policy = env.ref("ecommerce_order_flow.ecommerce_return_policy_default")
    policy.write({"refund_at": "inspection", "is_refunded_automatically": True})
    env["ecommerce.automation"].search([]).batch_size = AT_ONCE
    product = create_product(env, stock=count * QUANTITY)
    product.invoice_policy = "order"
    # It is created here, lest two workers create it at the same time.
    env.ref("stock.warehouse0")._get_quarantine_location()
    return product.id


def _announce(env, name, product_id, number):
    order = order_product(env, env["product.product"].browse(product_id), number)
    order.order_line.product_uom_qty = QUANTITY
    provider = env["payment.provider"].search([("name", "=", name)])
    pay_and_invoice(env, provider, order)
    order.picking_ids.move_ids.picked = True
    order.picking_ids.button_validate()
    request = env["ecommerce.return.request"]
    form = {f"quantity_{order.order_line.id}": "1"}
    estimate = request._estimate(order, request._read(order, form))
    form["amount"] = request._write_amount(estimate.amount)
    case = request._submit(order, form)
    assert case.state == "approved"


# === WHILE PARCELS ARRIVE === #


def settle_returns(registry):
    """Receive and inspect what is expected, and refund it, until nothing is due."""
    expected = work(registry, _list_expected)
    random.shuffle(expected)
    while expected:
        now, expected = expected[:AT_ONCE], expected[AT_ONCE:]
        for case_id in now:
            try:
                work(registry, _receive, case_id)
            except UserError:
                continue  # Another worker receives it.
        _automate(registry)
    _automate(registry)


def _automate(registry):
    for code in ("settle_return", "send_refund"):
        with registry.cursor() as cr:
            env = Environment(cr, SUPERUSER_ID, {})
            env["ecommerce.automation"]._cron_run(code)


def _list_expected(env):
    return env["ecommerce.return"].search([("state", "in", EXPECTED)]).ids


def _receive(env, case_id):
    """Receive a parcel at the warehouse's screen; every second one isn't for sale."""
    case = env["ecommerce.return"].browse(case_id)
    if case.state not in EXPECTED:
        return
    entry = {
        "order_line_id": case.line_ids.order_line_id.id,
        "quantity": 1.0,
        "condition": "accepted",
        "destination": "quarantine" if case_id % 2 else "restock",
    }
    env["ecommerce.return.desk"].receive("ecommerce.return", case_id, [entry])
