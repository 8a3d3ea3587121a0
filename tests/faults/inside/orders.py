"""Customers' orders and payments, and the shop's preparation for them."""

from dateutil.relativedelta import relativedelta
from transactions import work

from odoo import fields, http
from odoo.fields import Command

PRICE = 50.0
ORDERS_PER_PRODUCT = 10
# Odoo's session key for the payment that the visitor has left for.
PAYMENT = "__payment_monitored_tx_id__"
# Longer ago than the automations leave a payment to the customer's browser.
LONG_AGO = relativedelta(minutes=15)
OTHER_CRONS = (
    "mail.ir_cron_mail_scheduler_action",
    "payment.cron_post_process_payment_tx",
)


def open_shop(registry):
    """Let the shop take payments and invoice everybody at once; switch off noise."""
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
    # If the next flush computed it, Odoo would create several payment method lines.
    assert provider.journal_id
    env["res.company"].search([]).email = "shop@example.com"
    # The administrator follows the orders, and would get each mail, too.
    env.ref("base.user_admin").email = "admin@example.com"
    # A killed server lives shortly; a batch must fit into its life.
    env["ecommerce.automation"].search([]).batch_size = 5
    # The order's PDF is not needed here, and takes most of the time.
    env.ref(
        "ecommerce_order_flow.mail_template_confirmation"
    ).report_template_ids = False
    crons = env["ir.cron"].search([])
    (crons - _get_crons(env)).active = False


def _get_crons(env):
    steps = env["ecommerce.automation"].search([])
    others = (env.ref(name) for name in OTHER_CRONS)
    return steps.cron_id.union(steps.lane_ids, *others)


def place_orders(registry, count, stock=1000):
    """Place orders of products, each of them available as often as `stock` says.

    :return: For each order its id, customer's address, payment's reference and session.
    """
    return work(registry, place_orders_in, count, stock)


def place_orders_in(env, count, stock):
    first = env["sale.order"].search_count([])
    products = [
        create_product(env, stock) for _number in range(0, count, ORDERS_PER_PRODUCT)
    ]
    return [
        _place_order(env, products[number % len(products)], first + number)
        for number in range(count)
    ]


def create_product(env, stock):
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
    order = order_product(env, product, number)
    tx = begin_payment(env, order)
    return {
        "id": order.id,
        "email": order.partner_id.email,
        "reference": tx.reference,
        "session": remember(env, tx),
    }


def order_product(env, product, number):
    """Return the order of a new customer."""
    partner = env["res.partner"].create(
        {
            "name": f"Customer {number}",
            "email": f"customer{number}@example.com",
            "country_id": env.ref("base.de").id,
            "is_company": number % 2 == 0,
        }
    )
    line = {"product_id": product.id, "price_unit": PRICE, "tax_ids": False}
    return env["sale.order"].create(
        {
            "partner_id": partner.id,
            "website_id": env.ref("website.default_website").id,
            "require_payment": True,
            "prepayment_percent": 1.0,
            "order_line": [Command.create(line)],
        }
    )


def begin_payment(env, order):
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


def remember(env, tx):
    """Return the session of a visitor who has left for the payment."""
    session = http.root.session_store.new()
    memory = {"db": env.cr.dbname, PAYMENT: tx.id}
    session.update(http.get_default_session(), **memory)
    http.root.session_store.save(session)
    return session.sid


# === WHILE THE SHOP IS OPEN === #


def report_payments(registry, references):
    """Mark payments as done, long enough ago for the automations to step in."""
    for reference in references:
        work(registry, _report_payment, reference)


def _report_payment(env, reference):
    tx = find_payment(env, reference)
    report_done(tx)
    tx.last_state_change -= LONG_AGO


def report_done(tx):
    """Let the provider report a payment as done."""
    tx._set_done()


def find_payment(env, reference):
    return env["payment.transaction"].search([("reference", "=", reference)])


def hurry(registry):
    """Make everything due now, and trigger all automations."""
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
