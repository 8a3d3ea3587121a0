"""A server that is killed repeatedly: no order is lost, nothing happens twice."""

import re
import time
from collections import Counter, defaultdict
from email import message_from_bytes, policy
from email.utils import parseaddr

import pytest

from dev.shop import mailbox
from dev.shop.api import database
from dev.shop.console import say

from . import assistant, balance
from .customers import Customers
from .scale import scaled
from .server import Server

pytestmark = pytest.mark.slow

ORDERS = scaled(200)
KILLS = scaled(30)
LONGEST_LIFE = 2.5  # seconds until the working server is killed
LONGEST_STANDSTILL = 120  # seconds without progress until everything should be done
PEOPLE = 4  # at the same time
PAUSE = 5.0  # seconds between two checks
# The model, as in the message ids of Odoo's mails.
MODEL = re.compile(r"openerp-\d+-([\w.]+)@")
SENT_MODELS = {
    "sent confirmations": "sale.order",
    "sent invoices": "account.move",
}
EVENTS = balance.ONCE | balance.SENT


@pytest.fixture
def name():
    with database("test_killed") as name:
        yield name


@pytest.fixture
def mails(tmp_path):
    """The maildir of the mails that leave the shop."""
    return tmp_path / "mails"


@pytest.fixture
def server(name, mails):
    with mailbox.running(mails) as mail_port:
        server = Server(name, mail_port)
        yield server
        server.kill()


@pytest.fixture
def helper(name):
    with assistant.hired(name) as helper:
        helper.do("open_shop")
        yield helper


def test_killed_at_any_moment_each_order_gets_everything_once(
    name, mails, server, helper, chance
):
    orders = helper.do("place_orders", count=ORDERS, stock=ORDERS)

    met = []
    with Customers(f"http://127.0.0.1:{server.port}", PEOPLE) as customers:
        for number in range(KILLS):
            portion = orders[number * ORDERS // KILLS : (number + 1) * ORDERS // KILLS]
            met.append(live_and_die(server, helper, customers, portion, chance))
        server.start()
        events = rest(name, helper, orders, mails)

    say(f"{sum(map(bool, met))} of {KILLS} kills met work in progress: {met}")
    assert any(met), "No kill met work in progress"
    say(balance.format_table(events))
    assert balance.find_failures(name) == []
    assert events == {event: {1: ORDERS} for event in events}


def live_and_die(server, helper, customers, portion, chance):
    """Let orders be paid and processed, and kill the server meanwhile.

    :return: The number of transactions that it didn't finish.
    """
    server.start()
    middle = len(portion) // 2
    for order in portion[:middle]:
        order["comes_back"] = chance.choice([True, True, False])
    customers.pay(portion[:middle])
    references = [order["reference"] for order in portion[middle:]]
    helper.do("report_payments", references=references)
    helper.do("hurry")
    time.sleep(chance.uniform(0, LONGEST_LIFE))
    server.stop()
    unfinished = balance.count_transactions(server.database)
    server.kill()
    return unfinished


def rest(name, helper, orders, mails):
    """Let the automations finish, as long as they make progress.

    :return: For each event, how many orders it happened to how often.
    """
    events, last_change = {}, time.monotonic()
    while True:
        helper.do("hurry")
        time.sleep(PAUSE)
        before, events = events, count_all(name, orders, mails)
        if events != before:
            last_change = time.monotonic()
        is_finished = not any(counts[0] for counts in events.values())
        if is_finished or time.monotonic() > last_change + LONGEST_STANDSTILL:
            return events


def count_all(name, orders, mails):
    """Return, for each event, how many orders it happened to how often."""
    events = balance.count_events(name, orders, EVENTS)
    return events | count_sent(mails, orders)


def count_sent(mails, orders):
    """Return how many customers got how many mails of each kind.

    A mail resent after a kill counts once, as it has the same message id.
    """
    numbers = defaultdict(set)
    for path in mails.glob("new/*"):
        mail = message_from_bytes(path.read_bytes(), policy=policy.default)
        # Notices to staff belong to no record.
        if model := MODEL.search(mail["Message-Id"]):
            numbers[parseaddr(mail["To"])[1], model[1]].add(mail["Message-Id"])
    return {
        title: Counter(len(numbers[order["email"], model]) for order in orders)
        for title, model in SENT_MODELS.items()
    }
