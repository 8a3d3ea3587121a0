"""The course of a replay: first all orders, then all returns."""

import sys

from tqdm import tqdm

from odoo.tools import split_every

from .catalogue import tidy_shelves
from .life import give_back, live
from .orders import get_replayed_numbers
from .preparation import prepare
from .workers import Workers

SECONDS_BETWEEN_LINES = 15  # without a terminal
PORTION = 20  # orders processed by a worker at a time


def get_horizon(env, documents, limit):
    """Return the number of the file's documents to replay.

    With a smaller limit than that of an earlier replay the shop would have more than
    the file. So the limit never decreases.
    """
    replayed = get_replayed_numbers(env)
    reached = [
        position
        for position, document in enumerate(documents, start=1)
        if document.number in replayed
    ]
    return max([limit, *reached[-1:]])


def replay(shop, plan, worker_count):
    """Replay a plan in the shop.

    :return: The failures.
    """
    facilities = shop.work(prepare, plan)
    with Workers(shop, facilities, worker_count) as workers:
        failures = _work(workers, live, split(plan.purchases), "Orders")
        if failures:
            shop.work(tidy_shelves)
            failed = dict(failures)
            again = [it for it in plan.purchases if it.number in failed]
            failures = _work(workers, live, split(again), "Again")
        # Only then everything to be returned has been delivered. No other worker
        # processes the same order: its returns are one portion.
        returns = list(plan.returns_by_order.values())
        failures += _work(workers, give_back, returns, "Returns")
    shop.work(tidy_shelves)
    return failures


def _work(workers, method, portions, title):
    """Process portions and show the progress."""
    if not portions:
        return []
    total = sum(map(len, portions))
    pause = 0.1 if sys.stderr.isatty() else SECONDS_BETWEEN_LINES
    with tqdm(total=total, desc=title, mininterval=pause) as progress:
        return workers.run(method, portions, progress.update)


def split(purchases):
    """Return the purchases in portions."""
    return list(split_every(PORTION, purchases, list))
