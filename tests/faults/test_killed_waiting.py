"""Workers killed, or colliding, at waiting orders: nothing is half done."""

from collections import Counter

import pytest

from dev.shop.api import database, run_sql
from dev.shop.console import say

from . import assistant, balance, workers
from .scale import scaled

pytestmark = pytest.mark.slow

ORDERS = 5 * scaled(20)  # of each kind
KILLS = scaled(30)
WORKERS = 2  # at the same time
# Seconds until a worker that processes due orders is killed.
SHORTEST_LIFE = 0.5
LONGEST_LIFE = 5.0

# For each order: its state, its transactions' state, the numbers of its payments and
# settled bank lines, the quantity reserved while it waits, the number of its
# deliveries, and the quantity reserved for them.
FATES = """
    SELECT sale_order.id, concat_ws(' ',
           sale_order.state,
           (SELECT string_agg(tx.state, ',') FROM payment_transaction tx
              JOIN sale_order_transaction_rel rel ON rel.transaction_id = tx.id
             WHERE rel.sale_order_id = sale_order.id),
           (SELECT COUNT(*) FROM account_payment payment
              JOIN sale_order_transaction_rel rel
                ON rel.transaction_id = payment.payment_transaction_id
             WHERE rel.sale_order_id = sale_order.id AND payment.state != 'draft'),
           (SELECT COUNT(*) FROM account_bank_statement_line line
             WHERE line.payment_ref = sale_order.name AND line.is_reconciled),
           (SELECT COALESCE(SUM(move.quantity), 0)::int FROM stock_move move
              JOIN sale_order_line line ON line.id = move.reservation_line_id
             WHERE line.order_id = sale_order.id),
           (SELECT COUNT(*) FROM stock_picking picking
             WHERE picking.sale_id = sale_order.id),
           (SELECT COALESCE(SUM(move.quantity), 0)::int FROM stock_move move
              JOIN stock_picking picking ON picking.id = move.picking_id
             WHERE picking.sale_id = sale_order.id AND move.state = 'assigned'))
      FROM sale_order"""
WAITING, RELEASED = "sent pending 0 0 1 0 0", "sent pending 0 0 0 0 0"
CONFIRMED, CANCELLED = "sale done 1 1 0 1 1", "cancel cancel 0 0 0 0 0"
# The possible final and intermediate results for an order of each kind.
ENDS = {
    "punctual": {CONFIRMED},
    "late": {CONFIRMED, CANCELLED},
    "overdue": {CANCELLED},
    "waiting": {WAITING},
}
BEGINNINGS = {
    "punctual": {WAITING},
    "late": {WAITING, RELEASED},
    "overdue": {WAITING, RELEASED},
    "waiting": {WAITING},
}
# Products whose reserved quantity differs from their moves', or exceeds the stock. Odoo
# stores simultaneous reservations of two workers in separate rows: the sum counts.
SHELVES = """
    SELECT quant.product_id, quant.quantity, quant.reserved, moves.reserved
      FROM (SELECT quant.product_id, SUM(quantity) AS quantity,
                   SUM(reserved_quantity) AS reserved
              FROM stock_quant quant
              JOIN stock_location location ON location.id = quant.location_id
             WHERE location.usage = 'internal' GROUP BY quant.product_id) quant
 LEFT JOIN (SELECT product_id, SUM(quantity_product_uom) AS reserved
              FROM stock_move_line WHERE state NOT IN ('done', 'cancel')
          GROUP BY product_id) moves
        ON moves.product_id = quant.product_id
     WHERE quant.quantity != 10 OR quant.reserved > quant.quantity
        OR quant.reserved != COALESCE(moves.reserved, 0)"""
# Money that is unprocessed, or still to be booked.
OPEN = """
    SELECT (SELECT COUNT(*) FROM account_bank_statement_line WHERE is_to_match)
         + (SELECT COUNT(*) FROM ecommerce_payment_match WHERE state = 'sure')"""
REFUSED = "SELECT COUNT(*) FROM ecommerce_payment_match WHERE state = 'proposed'"


@pytest.fixture
def name():
    with database("test_waiting") as name:
        yield name


@pytest.fixture
def orders(name):
    """The kinds of the waiting orders, by their ids."""
    with assistant.hired(name) as helper:
        return {it["id"]: it["kind"] for it in helper.do("wait", count=ORDERS)}


def test_killed_at_any_moment_each_order_is_paid_cancelled_or_waits(
    name, orders, chance
):
    assert find_wrong(name, orders, BEGINNINGS) == {}
    left = []
    for _life in range(KILLS // WORKERS):
        lives = [chance.uniform(SHORTEST_LIFE, LONGEST_LIFE) for _ in range(WORKERS)]
        left += workers.live_and_die(name, lives, "settle", lambda: look(name, orders))
    say(f"Left after each of {len(left)} kills: {left}")
    assert min(left) > 0, "Nothing was left to do at the last kill"
    workers.work_off(name, WORKERS, "settle")

    fates = read_fates(name)
    ends = Counter((kind, fates[order]) for order, kind in orders.items())
    say(f"At the end: {dict(ends)}")
    assert find_wrong(name, orders, ENDS) == {}
    assert run_sql(SHELVES, name) == []
    assert run_sql(OPEN, name) == ["0"]
    # Late payments are left to staff's decision.
    assert run_sql(REFUSED, name) == [str(ends["late", CANCELLED])]
    with assistant.hired(name) as helper:
        assert helper.do("check_consistency") == []
    assert balance.find_failures(name) == []


def test_two_who_release_stock_at_the_same_moment_release_all_of_it(name, orders):
    workers.work_off(name, WORKERS, "settle")

    assert find_wrong(name, orders, ENDS) == {}
    assert run_sql(SHELVES, name) == []
    assert balance.find_failures(name) == []


def look(name, orders):
    """Check that nothing is half done.

    :return: The number of orders that still need processing.
    """
    possible = {kind: BEGINNINGS[kind] | ends for kind, ends in ENDS.items()}
    assert find_wrong(name, orders, possible) == {}
    return len(find_wrong(name, orders, ENDS))


def find_wrong(name, orders, possible):
    """Return the results of orders that are impossible for their kind."""
    fates = read_fates(name)
    return {
        order: (kind, fates[order])
        for order, kind in orders.items()
        if fates[order] not in possible[kind]
    }


def read_fates(name):
    rows = (row.split("|") for row in run_sql(FATES, name))
    return {int(order): fate for order, fate in rows}
