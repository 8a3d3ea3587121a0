"""Workers that are killed again and again: each customer gets each reminder once."""

import os
import random
import time
from contextlib import ExitStack, contextmanager

import pytest

from dev.shop.api import database, run_sql
from dev.shop.console import say

from . import assistant, balance

pytestmark = pytest.mark.slow

CARTS = 2000
KILLS = 30
WORKERS = 2  # at the same time
LONGEST_LIFE = 1.2  # seconds in which a worker reminds until it is killed
REMINDERS = {
    "reminder rows": """
        SELECT order_id FROM ecommerce_cart_reminder_mail WHERE sent_on IS NOT NULL""",
    "reminder mails": """
        SELECT message.res_id FROM mail_mail mail
        JOIN mail_message message ON message.id = mail.mail_message_id
        WHERE message.model = 'sale.order'""",
}


@pytest.fixture
def name():
    with database("test_reminders") as name:
        yield name


@pytest.fixture
def chance():
    """Chance that can be repeated: with the variable SEED."""
    seed = int(os.environ.get("SEED") or random.randrange(10**6))
    say(f"\nSEED={seed}")
    return random.Random(seed)


@pytest.fixture
def carts(name):
    """The carts that were left, one of each customer."""
    with assistant.hired(name) as helper:
        return helper.do("leave_carts", count=CARTS)


def test_killed_at_any_moment_each_customer_is_reminded_once(name, carts, chance):
    for _life in range(KILLS // WORKERS):
        live_and_die(name, chance)
        assert count_due(name), "Nothing was left to do before the last kill"
    with workers_hired(name) as workers:
        begin_all(workers)
        for worker in workers:
            worker.finish()

    events = balance.count_events(name, carts, REMINDERS)
    say(balance.format_table(events))
    assert events == {event: {1: CARTS} for event in REMINDERS}
    assert count_due(name) == 0
    assert balance.find_failures(name) == []


def live_and_die(name, chance):
    """Let workers remind at the same time, and kill one after the other."""
    with workers_hired(name) as workers:
        begin_all(workers)
        for worker in workers:
            time.sleep(chance.uniform(0, LONGEST_LIFE / WORKERS))
            worker.process.kill()


@contextmanager
def workers_hired(name):
    """Have workers during the block."""
    with ExitStack() as stack:
        yield [
            stack.enter_context(assistant.hired(name, number))
            for number in range(1, WORKERS + 1)
        ]


def begin_all(workers):
    """Have all begin at once, when the slowest of them has come."""
    for worker in workers:
        worker.do("say_hello")
    for worker in workers:
        worker.begin("remind")


def count_due(name):
    """Return how many carts a reminder waits for."""
    (count,) = run_sql(
        "SELECT COUNT(*) FROM sale_order WHERE next_reminder_on IS NOT NULL", name
    )
    return int(count)
