"""Runs in Odoo's Python: does what it reads from its input, a line of JSON each."""

import json
import random
import sys
import time
from functools import partial

from dateutil.relativedelta import relativedelta

from odoo import fields, http
from odoo.api import SUPERUSER_ID, Environment
from odoo.fields import Command
from odoo.modules.registry import Registry
from odoo.service.model import retrying
from odoo.tools import config

PRICE = 50.0
ORDERS_PER_PRODUCT = 10
# What Odoo calls in a session the payment that the visitor has left for.
PAYMENT = "__payment_monitored_tx_id__"
# Longer ago than the automations leave a payment to the customer's browser.
LONG_AGO = relativedelta(minutes=15)
OTHER_CRONS = (
    "mail.ir_cron_mail_scheduler_action",
    "payment.cron_post_process_payment_tx",
)
STEPS = (
    "process_payment",
    "confirm_paid",
    "check_payment",
    "send_order_mail",
    "create_invoice",
)


def main(database):
    """Answer until the input ends."""
    config.parse_config(["-d", database, "--no-http"], setup_logging=True)
    http.root.initialize()
    registry = Registry(database)
    for line in sys.stdin:
        name, arguments = json.loads(line)
        answer = globals()[name](registry, **arguments)
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


def work(registry, method, *arguments):
    """Do something in a transaction of its own, as a request does."""
    with registry.cursor() as cr:
        env = Environment(cr, SUPERUSER_ID, {})
        return retrying(partial(method, env, *arguments), env)


# === PREPARATION === #


def open_shop(registry):
    """Let the shop take payments and invoice everybody at once; stop what is noise."""
    work(registry, _open_shop)


def _open_shop(env):
    env["website"].search([]).write(
        {
            "invoice_business": "on_payment",
            "invoice_consumer": "on_payment",
            "automations_since": fields.Datetime.now() - 2 * LONG_AGO,
        }
    )
    provider = env["payment.provider"].search([("code", "=", "demo")], limit=1)
    provider.state = "test"
    # Computed by the next flush, Odoo would make several lines of the payment method.
    assert provider.journal_id
    env["res.company"].search([]).email = "shop@example.com"
    # Follows the orders, and would get each mail, too.
    env.ref("base.user_admin").email = "admin@example.com"
    # The lives of a killed server are short; what is done at once must fit into them.
    env["ecommerce.automation"].search([]).batch_size = 5
    # Nobody reads the order as a document, which takes most of the time.
    env.ref("sale.mail_template_sale_confirmation").report_template_ids = False
    crons = env["ir.cron"].search([])
    (crons - _get_crons(env)).active = False


def _get_crons(env):
    steps = env["ecommerce.automation"].search([])
    others = (env.ref(name) for name in OTHER_CRONS)
    return steps.cron_id.union(*others)


def place_orders(registry, count, stock=1000):
    """Let customers order things of each of which there is as much as in `stock`.

    :return: For each order its id, customer's address, payment's reference and session.
    """
    return work(registry, _place_orders, count, stock)


def _place_orders(env, count, stock):
    first = env["sale.order"].search_count([])
    products = [
        _create_product(env, stock) for _number in range(0, count, ORDERS_PER_PRODUCT)
    ]
    return [
        _place_order(env, products[number % len(products)], first + number)
        for number in range(count)
    ]


def _create_product(env, stock):
    product = env["product.product"].create(
        {
            "name": "Lantern",
            "list_price": PRICE,
            "taxes_id": False,
            "is_storable": True,
            "allow_out_of_stock_order": False,
        }
    )
    location = env.ref("stock.warehouse0").lot_stock_id
    env["stock.quant"]._update_available_quantity(product, location, stock)
    return product


def _place_order(env, product, number):
    partner = env["res.partner"].create(
        {
            "name": f"Customer {number}",
            "email": f"customer{number}@example.com",
            "country_id": env.ref("base.de").id,
            "is_company": number % 2 == 0,
        }
    )
    line = {"product_id": product.id, "price_unit": PRICE, "tax_ids": False}
    order = env["sale.order"].create(
        {
            "partner_id": partner.id,
            "website_id": env.ref("website.default_website").id,
            "require_payment": True,
            "prepayment_percent": 1.0,
            "order_line": [Command.create(line)],
        }
    )
    tx = _begin_payment(env, order)
    return {
        "id": order.id,
        "email": partner.email,
        "reference": tx.reference,
        "session": _remember(env, tx),
    }


def _begin_payment(env, order):
    provider = env["payment.provider"].search([("code", "=", "demo")], limit=1)
    return env["payment.transaction"].create(
        {
            "provider_id": provider.id,
            "payment_method_id": provider.payment_method_ids[:1].id,
            "amount": order.amount_total,
            "currency_id": order.currency_id.id,
            "partner_id": order.partner_id.id,
            "operation": "online_direct",
            "reference": order.name,
            "sale_order_ids": [Command.set(order.ids)],
        }
    )


def _remember(env, tx):
    """Return the session of a visitor who has left for the payment."""
    session = http.root.session_store.new()
    memory = {"db": env.cr.dbname, PAYMENT: tx.id}
    session.update(http.get_default_session(), **memory)
    http.root.session_store.save(session)
    return session.sid


# === WHILE THE SHOP IS OPEN === #


def report_payments(registry, references):
    """Note that payments are done, long enough ago for the automations to step in."""
    for reference in references:
        work(registry, _report_payment, reference)


def _report_payment(env, reference):
    tx = _find_payment(env, reference)
    tx._set_done()
    tx.last_state_change -= LONG_AGO


def _find_payment(env, reference):
    return env["payment.transaction"].search([("reference", "=", reference)])


def hurry(registry):
    """Let nothing wait for its time, and wake all automations."""
    work(registry, _hurry)


def _hurry(env):
    long_ago = fields.Datetime.now() - LONG_AGO
    waiting = [
        ("is_post_processed", "=", False),
        ("state", "=", "done"),
        ("last_state_change", ">", long_ago),
    ]
    env["payment.transaction"].search(waiting).last_state_change = long_ago
    failures = env["ecommerce.failure"].search([("state", "=", "retry")])
    failures.next_attempt = False
    for cron in _get_crons(env):
        cron._trigger()


# === WITHOUT A SERVER === #


def automate(registry, rounds, start):
    """Run the automations like crons, again and again, from a moment on."""
    _wait_until(start)
    for _round in range(rounds):
        for code in random.sample(STEPS, len(STEPS)):
            with registry.cursor() as cr:
                env = Environment(cr, SUPERUSER_ID, {})
                env["ecommerce.automation"]._cron_run(code)


def come_back(registry, references, start):
    """Let the customers come back from their payments, from a moment on.

    :return: How many were told to try again.
    """
    _wait_until(start)
    refused = 0
    for reference in random.sample(references, len(references)):
        try:
            work(registry, _come_back, reference)
        except Exception as error:  # noqa: BLE001 the customer would try again
            sys.stderr.write(f"{reference}: {error!r}\n")
            refused += 1
    return refused


def _come_back(env, reference):
    tx = _find_payment(env, reference)
    if not tx.is_post_processed:
        tx._post_process()


def confirm(registry, order_id, start):
    """Run the automation that confirms paid orders for one of them only."""
    _wait_until(start)
    with registry.cursor() as cr:
        env = Environment(cr, SUPERUSER_ID, {})
        step = env["ecommerce.automation"]._find("confirm_paid")
        env["ecommerce.automation.runner"]._run_patiently(step, [order_id])


# === CARTS === #


def leave_carts(registry, count):
    """Let customers leave carts of which the shop reminds them now.

    :return: The id of each cart.
    """
    return work(registry, _leave_carts, count)


def _leave_carts(env, count):
    website = env.ref("website.default_website")
    website.write(
        {
            "send_abandoned_cart_email": True,
            "cart_consent": "everyone",
            "cart_quiet_from": 0.0,
            "cart_quiet_to": 0.0,
            # The pause would keep a second mail back, and so hide it.
            "cart_reminder_pause": 0.0,
        }
    )
    reminder = website.cart_reminder_ids.filtered("is_first")
    reminder.flush_recordset()
    reminder.active_since = fields.Datetime.now() - relativedelta(days=1)
    # What is done at once must fit into the short life of a worker.
    env["ecommerce.automation"]._find("remind_cart").batch_size = 10
    product = _create_product(env, stock=count)
    product.is_published = True
    line = {"product_id": product.id, "price_unit": PRICE, "tax_ids": False}
    partners = env["res.partner"].create(
        [
            {"name": f"Customer {number}", "email": f"customer{number}@example.com"}
            for number in range(count)
        ]
    )
    carts = env["sale.order"].create(
        [
            {
                "partner_id": partner.id,
                "website_id": website.id,
                "date_order": fields.Datetime.now() - relativedelta(hours=2),
                "order_line": [Command.create(line)],
            }
            for partner in partners
        ]
    )
    return [{"id": cart.id} for cart in carts]


# === SHIPPING === #


def sell(registry, count):
    """Let customers have bought things that are reserved now.

    :return: The id of each order and of its transfer.
    """
    return work(registry, _sell, count)


def _sell(env, count):
    # What is done at once must fit into the short life of a worker.
    env["ecommerce.automation"].search([]).batch_size = 10
    country = env.ref("base.de")
    orders = env["sale.order"].browse(
        place["id"] for place in _place_orders(env, count, stock=ORDERS_PER_PRODUCT)
    )
    orders.partner_id.write({"street": "Am Markt 1", "zip": "10115", "city": "Berlin"})
    orders.partner_id.country_id = country
    for tx in orders.transaction_ids:
        tx._set_done()
    orders.action_confirm()
    return [{"id": order.id, "transfer": order.picking_ids.id} for order in orders]


def ship_in_bulk(registry, transfers):
    """Select transfers and press the button, as somebody in the warehouse does."""
    work(registry, _ship_in_bulk, transfers)


def _ship_in_bulk(env, transfers):
    env["stock.picking"].browse(transfers).action_shipping_ship()


def ship(registry):
    """Do what people wanted shipped, and tell the customers, as the crons do."""
    for code in ("run_bulk", "send_shipment_mail"):
        with registry.cursor() as cr:
            env = Environment(cr, SUPERUSER_ID, {})
            env["ecommerce.automation"]._cron_run(code)


def say_hello(_registry):
    """Answer, once Odoo has started."""


def remind(registry):
    """Remind of carts, as the cron does, until nothing is due."""
    with registry.cursor() as cr:
        env = Environment(cr, SUPERUSER_ID, {})
        env["ecommerce.automation"]._cron_run("remind_cart")


def _wait_until(moment):
    time.sleep(max(moment - time.time(), 0))


if __name__ == "__main__":
    main(sys.argv[1])
