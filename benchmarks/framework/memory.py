"""Comparison of a worker's memory for many records and for few."""

from contextlib import contextmanager
from functools import partial
from pathlib import Path

from dev.shop.api import database

from .comparison import Comparison
from .figures import MEGABYTES, Sample
from .odoo_session import OdooSession
from .remote import remote

KILOBYTES = 1024  # in a megabyte


class Worker(OdooSession):
    """A process that handles records and measures its own memory."""

    def measure(self, records):
        """Return the peak memory while handling the records.

        :param records: What the maker returned about the records.
        """
        reset_peak()
        self.run(self.handle)
        megabytes = get_peak_megabytes()
        self.run(self.ensure_handled, records)
        return Sample(0.0, megabytes=megabytes)

    def handle(self, env):
        """Do the measured work."""
        raise NotImplementedError

    def ensure_handled(self, env, records):
        """Raise if not everything was done."""
        raise NotImplementedError


class MemoryComparison(Comparison):
    """A comparison of many records with few; both sides are ours.

    :cvar maker: The session whose `make` creates a number of records.
    :cvar worker: The session that handles them.
    :cvar many: Records on our side.
    :cvar few: Records on the other side.
    """

    unit = MEGABYTES
    warm_up = 0
    rounds = 1
    patience = 0  # a round takes a quarter of an hour
    limit = 1.10
    maker = worker = None
    many = few = None

    @contextmanager
    def open_sides(self):
        """Override because a round needs fresh processes."""
        yield [
            partial(self.measure_side, self.many),
            partial(self.measure_side, self.few),
        ]

    def measure_side(self, count):
        """Return the memory of a process that only handles records."""
        with database("bench_memory", "test") as name:
            with remote(self.maker, name) as maker:
                records = maker.call("make", count)
            with remote(self.worker, name) as worker:
                return worker.call("measure", records)


def reset_peak():
    """Reset the peak memory of this process."""
    Path("/proc/self/clear_refs").write_text("5")


def get_peak_megabytes():
    """Return the peak resident memory since the reset."""
    lines = Path("/proc/self/status").read_text().splitlines()
    peak = next(line for line in lines if line.startswith("VmHWM"))
    return int(peak.split()[1]) / KILOBYTES
