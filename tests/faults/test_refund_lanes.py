"""Several workers send refunds, and some are killed: no money is sent twice."""

import time
from collections import Counter
from contextlib import ExitStack

import pytest

from dev.shop.api import database, run_sql
from dev.shop.console import say

from . import assistant
from .scale import scaled

pytestmark = pytest.mark.slow

ORDERS = scaled(30)
PER_ORDER = 2
WORKERS = 4
KILLS = scaled(5)  # of two workers each
# Seconds from the request until a worker is killed; the provider takes longer.
LONGEST_LIFE = 0.05
LONGEST_START = 120  # seconds until the request


@pytest.fixture
def name():
    with database("test_refund_lanes") as name:
        yield name


@pytest.fixture
def helper(name):
    with assistant.hired(name) as helper:
        helper.do("open_shop")
        yield helper


@pytest.fixture
def notes(tmp_path):
    """The file in which the provider records its requests."""
    return tmp_path / "notes"


def hire(stack, name, number):
    """Return a worker that has started."""
    worker = stack.enter_context(assistant.hired(name, number + 1))
    worker.do("say_hello")
    return worker


def begin(workers, notes):
    """Let workers send refunds: the first one, and its lanes."""
    for number, worker in enumerate(workers):
        worker.begin("send_in_lane", notes=str(notes), is_lane=bool(number))


def read(notes):
    """Return the provider's records: order, refund and event."""
    return [line.split() for line in notes.read_text().splitlines()]


def wait_for_request(notes):
    """Wait for a new request to the provider that is still unanswered."""
    before = len(read(notes)) if notes.exists() else 0
    deadline = time.monotonic() + LONGEST_START
    while True:
        lines = read(notes) if notes.exists() else []
        if len(lines) > before and lines[-1][-1] == "asked":
            return
        assert time.monotonic() < deadline, "Nobody asks the provider"
        time.sleep(0.005)


def count_asked(notes):
    """Return how often the provider got a request for each refund."""
    return Counter(refund for _order, refund, event in read(notes) if event == "asked")


def get_states(name):
    """Return the number of payments in each state."""
    rows = run_sql(
        "SELECT state, COUNT(*) FROM ecommerce_refund_payment GROUP BY 1", name
    )
    return {state: int(count) for state, count in (row.split("|") for row in rows)}


def get_most_at_once(notes):
    """Return the highest number of simultaneous refunds per order, and in total."""
    at_work, most_of_one, most = Counter(), 0, 0
    for order, _refund, event in read(notes):
        at_work[order] += 1 if event == "asked" else -1
        most_of_one = max(most_of_one, at_work[order])
        most = max(most, at_work.total())
    return most_of_one, most


def test_several_workers_send_each_refund_once(name, helper, notes):
    helper.do("queue_refunds", count=ORDERS)
    with ExitStack() as stack:
        workers = [hire(stack, name, number) for number in range(WORKERS)]
        begin(workers, notes)
        for worker in workers:
            worker.finish()
        # Left over by the lanes: the second of two refunds of the same order.
        begin(workers[:1], notes)
        workers[0].finish()

    of_one, in_all = get_most_at_once(notes)
    say(f"At most {in_all} refunds at once, {of_one} of the same order")
    assert sorted(count_asked(notes).values()) == [1] * ORDERS * PER_ORDER
    assert get_states(name) == {"done": ORDERS * PER_ORDER}
    assert of_one == 1
    assert in_all > 1


def test_killed_workers_leave_the_others_their_work(name, helper, notes, chance):
    helper.do("queue_refunds", count=ORDERS)
    with ExitStack() as stack:
        for number in range(KILLS):
            workers = [hire(stack, name, 2 * number + lane) for lane in range(2)]
            begin(workers, notes)
            wait_for_request(notes)
            time.sleep(chance.uniform(0, LONGEST_LIFE))
            for worker in workers:
                worker.process.kill()
        last = [hire(stack, name, 2 * KILLS + lane) for lane in range(2)]
        for _run in range(2):
            helper.do("lose_patience")
            begin(last, notes)
            for worker in last:
                worker.finish()

    states = get_states(name)
    say(f"{2 * KILLS} workers killed: {states}")
    assert set(count_asked(notes).values()) == {1}
    assert set(states) <= {"done", "unknown"}
    assert 0 < states.get("unknown", 0) <= 2 * KILLS
    assert sum(states.values()) == ORDERS * PER_ORDER
