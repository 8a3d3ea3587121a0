"""What a worker needs in memory for few orders and for ten times as many.

Both sides are ours here: *ours* handles many orders in one run, *theirs* a few.
"""

from contextlib import contextmanager
from functools import partial
from pathlib import Path

from dev.shop.api import database

from .framework.comparison import Comparison
from .framework.figures import MEGABYTES, Sample
from .framework.odoo_session import OdooSession
from .framework.remote import remote
from .paid_shop.shop import PaidShop
from .paid_shop.sides import ensure_handled, run_automations

MANY, FEW = 4000, 400
KILOBYTES = 1024  # in a megabyte


class Maker(OdooSession):
    """Makes orders."""

    def make(self, count):
        """Return the ids of paid orders."""
        return self.run(lambda env: PaidShop(env).create_paid_orders(count).ids)


class Worker(OdooSession):
    """Has orders handled and looks at its own memory."""

    def handle(self, ids):
        """Return the most memory that handling the orders takes."""
        reset_peak()
        self.run(run_automations)
        megabytes = get_peak_megabytes()
        self.run(lambda env: ensure_handled(env["sale.order"].browse(ids)))
        return Sample(0.0, records=len(ids), megabytes=megabytes)


class Benchmark(Comparison):
    name = "flow_memory"
    title = f"the most memory while the automations handle {MANY} and {FEW} orders"
    unit = MEGABYTES
    warm_up = 0
    rounds = 1
    patience = 0  # a round takes a quarter of an hour
    limit = 1.10

    @contextmanager
    def open_sides(self):
        """Override: a round needs fresh processes."""
        yield [partial(measure, MANY), partial(measure, FEW)]


def measure(count):
    """Return the memory of a process that does nothing but handle orders."""
    with database("bench_memory", "test") as name:
        with remote(Maker, name) as maker:
            ids = maker.call("make", count)
        with remote(Worker, name) as worker:
            return worker.call("handle", ids)


def reset_peak():
    """Forget how much memory this process once needed."""
    Path("/proc/self/clear_refs").write_text("5")


def get_peak_megabytes():
    """Return the most memory that was resident since the reset."""
    lines = Path("/proc/self/status").read_text().splitlines()
    peak = next(line for line in lines if line.startswith("VmHWM"))
    return int(peak.split()[1]) / KILOBYTES
