"""Several workers do the same work at the same moment: nothing happens twice."""

import time
from contextlib import ExitStack

import pytest

from dev.shop.api import database, run_sql
from dev.shop.console import say

from . import assistant, balance

pytestmark = pytest.mark.slow

ORDERS = 50
WORKERS = 4
ROUNDS = 4  # a worker runs every automation in each
TRIES = 3  # until two workers really collide
HEAD_START = 1.0  # seconds until all begin


@pytest.fixture(scope="module")
def shop():
    """A database and the workers."""
    with database("test_workers") as name, ExitStack() as stack:
        workers = [
            stack.enter_context(assistant.hired(name, number))
            for number in range(2 * WORKERS)
        ]
        workers[0].do("open_shop")
        yield name, workers


def place_paid_orders(worker, count, stock=1000):
    orders = worker.do("place_orders", count=count, stock=stock)
    worker.do("report_payments", references=[order["reference"] for order in orders])
    return orders


def finish_all(workers):
    return [worker.finish() for worker in workers]


def test_what_many_workers_do_at_once_happens_once(shop):
    name, workers = shop
    orders = place_paid_orders(workers[0], ORDERS)
    references = [order["reference"] for order in orders]

    start = time.time() + HEAD_START
    for worker in workers[:WORKERS]:
        worker.begin("automate", rounds=ROUNDS, start=start)
    for worker in workers[WORKERS:]:
        worker.begin("come_back", references=references, start=start)
    finish_all(workers)
    workers[0].do("automate", rounds=2, start=0)

    events = balance.count_events(name, orders, balance.ONCE)
    say(balance.format_table(events))
    assert events == {event: {1: ORDERS} for event in balance.ONCE}
    assert balance.find_failures(name) == []


@pytest.mark.parametrize("way", ["confirm_paid", "come_back"])
def test_the_last_unit_is_sold_once(shop, way):
    name, workers = shop
    for _try in range(TRIES):
        orders = place_paid_orders(workers[0], 2, stock=1)
        start = time.time() + HEAD_START / 2
        for worker, order in zip(workers, orders, strict=False):
            if way == "come_back":
                worker.begin(way, references=[order["reference"]], start=start)
            else:
                worker.begin("confirm", order_id=order["id"], start=start)
        finish_all(workers[:2])
        workers[0].do("automate", rounds=2, start=0)

        ids = ", ".join(str(order["id"]) for order in orders)
        rows = run_sql(
            "SELECT sale_order.state, failure.issue FROM sale_order "
            "LEFT JOIN ecommerce_failure failure ON order_id = sale_order.id "
            f"WHERE sale_order.id IN ({ids}) ORDER BY 1 DESC",
            name,
        )
        assert rows == ["sale|", "draft|out_of_stock"]
