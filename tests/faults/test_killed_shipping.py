"""Workers killed while shipping in bulk: each order is shipped once."""

from collections import Counter

import pytest

from dev.shop.api import database, run_sql
from dev.shop.console import say

from . import assistant, balance, workers
from .scale import scaled

pytestmark = pytest.mark.slow

ORDERS = 30 * scaled(10)  # 10 of each product
KILLS = scaled(20)
WORKERS = 2  # at the same time
# Seconds until a worker that ships is killed.
SHORTEST_LIFE = 0.3
LONGEST_LIFE = 1.0
ONCE = {
    "transfers": "SELECT sale_id FROM stock_picking",
    "shipped transfers": "SELECT sale_id FROM stock_picking WHERE state = 'done'",
    "shipped goods": """
        SELECT line.order_id FROM stock_move_line goods
        JOIN stock_move move ON move.id = goods.move_id
        JOIN sale_order_line line ON line.id = move.sale_line_id
        WHERE goods.state = 'done' AND goods.quantity = 1""",
    "mail rows": "SELECT order_id FROM ecommerce_notification WHERE kind = 'shipped'",
    "mails to customers": """
        SELECT picking.sale_id, message.id FROM mail_message message
        JOIN mail_notification notification
        ON notification.mail_message_id = message.id
        JOIN stock_picking picking ON picking.id = message.res_id
        JOIN sale_order ON sale_order.id = picking.sale_id
        AND sale_order.partner_id = notification.res_partner_id
        WHERE message.model = 'stock.picking'""",
}
# The stock on the shelves is the initial stock less the sold one: nothing. Odoo stores
# simultaneous reservations of two workers in separate rows, which it merges later: the
# sum counts.
SHELVES = """
    SELECT quant.product_id, SUM(quantity), SUM(reserved_quantity)
    FROM stock_quant quant
    JOIN stock_location location ON location.id = quant.location_id
    WHERE location.usage = 'internal'
    GROUP BY quant.product_id, quant.location_id
    HAVING SUM(quantity) != 0 OR SUM(reserved_quantity) != 0"""
CUSTOMERS = """
    SELECT SUM(quant.quantity) FROM stock_quant quant
    JOIN stock_location location ON location.id = quant.location_id
    WHERE location.usage = 'customer'"""


@pytest.fixture
def name():
    with database("test_shipping") as name:
        yield name


@pytest.fixture
def orders(name):
    """Orders queued for shipping by two users, some of them by both."""
    with assistant.hired(name) as helper:
        orders = helper.do("sell", count=ORDERS)
        transfers = [order["transfer"] for order in orders]
        third = ORDERS // 3
        helper.do("ship_in_bulk", transfers=transfers[: 2 * third])
        helper.do("ship_in_bulk", transfers=transfers[third:])
        return orders


def test_killed_at_any_moment_each_order_is_shipped_once(name, orders, chance):
    left = []
    for _life in range(KILLS // WORKERS):
        lives = [chance.uniform(SHORTEST_LIFE, LONGEST_LIFE) for _ in range(WORKERS)]
        left += workers.live_and_die(name, lives, "ship", lambda: count_left(name))
    say(f"Left after each of {len(left)} kills: {left}")
    assert min(left) > 0, "Nothing was left to do at the last kill"
    workers.work_off(name, WORKERS, "ship")

    events = balance.count_events(name, orders, ONCE)
    say(balance.format_table(events))
    assert balance.find_failures(name) == []
    assert events == {event: {1: ORDERS} for event in ONCE}
    assert run_sql(SHELVES, name) == []
    assert float(run_sql(CUSTOMERS, name)[0]) == ORDERS
    assert count_results(name) == {"done": ORDERS, "skipped": ORDERS // 3}


def count_left(name):
    """Return how many transfers are unprocessed and how many mails are pending."""
    (queued,) = run_sql(
        "SELECT COUNT(*) FROM ecommerce_bulk_run_line WHERE result = 'queued'",
        name,
    )
    (pending,) = run_sql(
        "SELECT COUNT(*) FROM stock_picking WHERE pending_notification IS NOT NULL",
        name,
    )
    return int(queued) + int(pending)


def count_results(name):
    """Return how often a run had each result."""
    return Counter(run_sql("SELECT result FROM ecommerce_bulk_run_line", name))
