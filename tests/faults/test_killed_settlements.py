"""Workers killed while returns are settled: each is received and refunded once."""

import time
from collections import Counter

import pytest

from dev.shop.api import database, run_sql
from dev.shop.console import say
from tests.provider_stub import supervisor

from . import assistant, balance, workers
from .scale import scaled

pytestmark = pytest.mark.slow

RETURNS = scaled(300)
KILLS = scaled(20)
WORKERS = 2  # at the same time
LONGEST_LIFE = 8  # seconds from the first receipt until a worker is killed
LONGEST_START = 60  # seconds until the first receipt
MOST_ROUNDS = 12  # rounds of checking refunds without an answer
PRICE = 50
PROVIDERS = {"keys": {"keys": True, "ask": True}}
LEFT = "SELECT COUNT(*) FROM ecommerce_return WHERE state != 'settled'"
RECEIVED = "SELECT COUNT(*) FROM ecommerce_return_finding"
UNSENT = """
    SELECT COUNT(*) FROM ecommerce_refund_payment
     WHERE state IN ('queued', 'sending')"""
REFUNDS = """
    SELECT return_id, COUNT(*), SUM(amount) FROM ecommerce_refund
     WHERE return_id IS NOT NULL GROUP BY return_id"""
FINDINGS = """
    SELECT return_id, COUNT(*), SUM(quantity) FROM ecommerce_return_finding
     GROUP BY return_id"""
MOVES = """
    SELECT return_line_id, COUNT(*), SUM(quantity) FROM stock_move
     WHERE return_line_id IS NOT NULL AND state = 'done' GROUP BY return_line_id"""
STOCK = """
    SELECT CASE WHEN warehouse.id IS NULL THEN 'stock' ELSE 'quarantine' END,
           SUM(quant.quantity)::int
      FROM stock_quant quant
      JOIN stock_location location ON location.id = quant.location_id
 LEFT JOIN stock_warehouse warehouse
        ON warehouse.quarantine_location_id = location.id
     WHERE location.usage = 'internal'
       AND quant.product_id IN (
           SELECT product_id FROM sale_order_line WHERE id IN (
                  SELECT order_line_id FROM ecommerce_return_line))
  GROUP BY 1 ORDER BY 1"""
ODD = "SELECT COUNT(*) FROM ecommerce_return WHERE id % 2 = 1"
CREDITED = """
    SELECT COUNT(*), COUNT(DISTINCT refund_id), SUM(amount_total)::int
      FROM account_move WHERE move_type = 'out_refund' AND state = 'posted'
       AND payment_state IN ('paid', 'in_payment')"""
BOOKED = """
    SELECT COUNT(*), COUNT(DISTINCT payment_transaction_id), SUM(amount)::int
      FROM account_payment
     WHERE payment_type = 'outbound' AND state IN ('in_process', 'paid')"""


@pytest.fixture
def name():
    with database("test_settlements") as name:
        yield name


@pytest.fixture
def providers(tmp_path, chance):
    """The provider: a process that restarts when it dies."""
    stubs = {}
    for name, can in PROVIDERS.items():
        options = [f"--{'' if can[it] else 'no-'}{it}" for it in can]
        options += ["--trouble", 0, "--seed", chance.random()]
        options += ["--latency", 60, "--file", tmp_path / f"{name}.jsonl"]
        stubs[name] = supervisor.Provider(options)
        stubs[name].start()
    yield stubs
    for stub in stubs.values():
        stub.stop()


@pytest.fixture
def returns(name, providers):
    """Announced returns, none of them received yet."""
    with assistant.hired(name) as helper:
        helper.do("install_stub")
    with assistant.hired(name) as helper:
        options = {
            name: {"url": stub.url, **PROVIDERS[name]}
            for name, stub in providers.items()
        }
        helper.do("announce_returns", providers=options, count=RETURNS)


@pytest.mark.usefixtures("returns")
def test_killed_at_any_moment_each_return_is_refunded_once(name, providers, chance):
    left = []
    for _life in range(max(KILLS // WORKERS, 1)):
        left += live_and_die(name, chance)
    say(f"Left after each of {len(left)} kills: {left}")
    assert min(left) > 0, "Nothing was left to do at the last kill"

    solve(name, providers)

    check_returns(name)
    check_stock(name)
    check_ledger(name, providers)
    assert balance.find_failures(name) == []
    with assistant.hired(name) as helper:
        assert helper.do("check_consistency") == []


def live_and_die(name, chance):
    """Have workers settle returns, and kill them once they have begun.

    :return: The numbers of returns left after each kill.
    """
    before = count(RECEIVED, name)
    with workers.hired(name, WORKERS) as people:
        workers.begin_all(people, "settle_returns")
        deadline = time.monotonic() + LONGEST_START
        while count(RECEIVED, name) == before and count(LEFT, name):
            assert time.monotonic() < deadline, "No worker has begun"
            time.sleep(0.02)
        lives = [chance.uniform(0, LONGEST_LIFE) for _ in range(WORKERS)]
        return list(
            workers.kill_one_after_the_other(people, lives, lambda: count(LEFT, name))
        )


def solve(name, providers):
    """Let the shop finish by itself."""
    workers.work_off(name, WORKERS, "settle_returns")
    with assistant.hired(name) as helper:
        for _round in range(MOST_ROUNDS):
            for stub in providers.values():
                stub.wait_until_idle()
            helper.do("wait_for_answers")
            helper.do("settle_returns")
            if not count(UNSENT, name):
                break


def count(query, name):
    """Return the number that a query yields."""
    return int(run_sql(query, name)[0])


def check_returns(name):
    """Check that each return was received, inspected and refunded once."""
    assert count(LEFT, name) == 0
    for query, amount in ((REFUNDS, PRICE), (FINDINGS, 1), (MOVES, 1)):
        rows = [row.split("|") for row in run_sql(query, name)]
        times = Counter((int(times), float(total)) for _id, times, total in rows)
        assert times == {(1, amount): RETURNS}


def check_stock(name):
    """Check that what came back is in the stock, or in quarantine."""
    odd = count(ODD, name)
    assert run_sql(STOCK, name) == [f"quarantine|{odd}", f"stock|{RETURNS - odd}"]


def check_ledger(name, providers):
    """Check that credit notes, payments and the provider agree."""
    expected = f"{RETURNS}|{RETURNS}|{RETURNS * PRICE}"
    assert run_sql(CREDITED, name) == [expected]
    assert run_sql(BOOKED, name) == [expected]
    accepted = [it for stub in providers.values() for it in stub.get_refunds()]
    assert len({it["reference"] for it in accepted}) == len(accepted) == RETURNS
    assert sum(it["amount"] for it in accepted) == RETURNS * PRICE * 100
    say(f"{len(accepted)} returns refunded by the provider, credited and booked")
