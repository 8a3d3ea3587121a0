"""Customers who pay by wire transfer, whose orders wait with their stock reserved."""

from orders import (
    LONG_AGO,
    ORDERS_PER_PRODUCT,
    create_product,
    order_product,
    remember,
)
from transactions import work

from odoo import fields
from odoo.tools import SQL

# Paid in time, paid too late, unpaid although due, and unpaid with time left.
KINDS = ("punctual", "late", "overdue", "waiting")
# Longer than the deadline and the grace time after it.
TOO_LONG = "1 month"


def place_pairs(registry, count):
    """Create pairs of orders for the last piece of a product, one product per pair.

    :return: For each pair two orders: their id, payment's reference and session.
    """
    return work(registry, _place_pairs, count)


def _place_pairs(env, count):
    provider = open_provider(env)
    return [_place_pair(env, provider, number) for number in range(count)]


def _place_pair(env, provider, number):
    product = create_product(env, stock=1)
    return [
        _leave_for_payment(env, provider, order_product(env, product, 2 * number + who))
        for who in range(2)
    ]


def open_provider(env):
    """Return the wire transfer provider, which lets orders wait."""
    provider = env["payment.provider"].search(
        [("custom_mode", "=", "wire_transfer")], limit=1
    )
    provider.write({"state": "test", "waiting_policy": "reserve"})
    return provider


def _leave_for_payment(env, provider, order):
    tx = _begin_transfer(env, provider, order)
    return {
        "id": order.id,
        "reference": tx.reference,
        "session": remember(env, tx),
    }


def _begin_transfer(env, provider, order):
    return env["payment.transaction"].create(
        {
            "provider_id": provider.id,
            "payment_method_id": provider.with_context(active_test=False)
            .payment_method_ids[:1]
            .id,
            "amount": order.amount_total,
            "currency_id": order.currency_id.id,
            "partner_id": order.partner_id.id,
            "operation": "online_redirect",
            "reference": order.name,
            "landing_route": "/shop/payment/validate",
            "sale_order_ids": order.ids,
        }
    )


# === MONEY AND DEADLINES === #


def wait(registry, count):
    """Let a number of customers of each kind wait, and the bank report the payments.

    :return: The id of each order, and its kind.
    """
    return work(registry, _wait, count)


def _wait(env, count):
    open_books(env)
    provider = open_provider(env)
    provider.cancel_unpaid = True
    orders = [begin_to_wait(env, provider, index) for index in range(4 * count)]
    kinds = [KINDS[index % len(KINDS)] for index in range(len(orders))]
    placed = list(zip(orders, kinds, strict=True))
    _let_time_pass(env, [it for it, kind in placed if kind in ("late", "overdue")])
    _bring_money(env, [it for it, kind in placed if kind in ("punctual", "late")])
    return [{"id": order.id, "kind": kind} for order, kind in placed]


def open_books(env):
    # A batch must fit into the short life of a worker.
    env["ecommerce.automation"].search([]).batch_size = 4
    since = fields.Datetime.now() - LONG_AGO
    env["website"].search([]).automations_since = since


def begin_to_wait(env, provider, index):
    """Return a customer's waiting order; all products are in stock for everybody."""
    if index % ORDERS_PER_PRODUCT == 0:
        create_product(env, ORDERS_PER_PRODUCT)
    product = env["product.product"].search([], order="id DESC", limit=1)
    order = order_product(env, product, index)
    _begin_transfer(env, provider, order)._set_pending()
    return order


def _let_time_pass(env, orders):
    """Let the deadlines expire, by SQL: writing them would process them at once."""
    env.flush_all()
    ids = tuple(order.id for order in orders)
    env.cr.execute(
        SQL(
            "UPDATE sale_order SET payment_due_at = payment_due_at - %s::interval "
            "WHERE id IN %s",
            TOO_LONG,
            ids,
        )
    )
    env.cr.execute(
        SQL(
            "UPDATE stock_move "
            "SET reservation_ends_at = reservation_ends_at - %s::interval "
            "WHERE reservation_line_id IN "
            "(SELECT id FROM sale_order_line WHERE order_id IN %s)",
            TOO_LONG,
            ids,
        )
    )
    env.invalidate_all()


def _bring_money(env, orders):
    journal = env["account.journal"].search([("type", "=", "bank")], limit=1)
    env["account.bank.statement.line"].create(
        [
            {
                "journal_id": journal.id,
                "date": fields.Date.today(),
                "payment_ref": order.name,
                "amount": order.amount_total,
            }
            for order in orders
        ]
    )
