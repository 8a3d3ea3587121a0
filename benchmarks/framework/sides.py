"""The two sides of a benchmark, each with its own database and process."""

import gc
import os
import time
from contextlib import ExitStack, contextmanager
from pathlib import Path

from dev.shop.api import drop_database
from dev.shop.databases import get_temporary_name
from dev.shop.shop_database import make_database
from dev.shop.templates import get_template

from .figures import Sample
from .odoo_session import OdooSession
from .remote import remote


class Side:
    """The work of one side in a round; runs in the process of that side.

    :cvar flavour: The database, as in `dev.shop.api.database`.
    :cvar addons: A folder of addons besides Odoo's and ours.
    """

    flavour = "test"
    addons = None

    def __init__(self, env):
        self.env = env

    @classmethod
    def get_template(cls):
        """Return the template of the side's database."""
        return get_template(cls.flavour)

    def set_up(self):
        """Prepare the database, once; it is committed."""

    def prepare(self):
        """Return the input of `run`; not timed."""

    def run(self, prepared):
        """Do the work; timed.

        :return: The number of records, or None if the figure is in seconds.
        """
        raise NotImplementedError

    def clean_up(self):
        """Undo the round; not timed."""
        self.env.cr.rollback()
        self.env.invalidate_all(flush=False)


class Runner(OdooSession):
    """Runs the rounds of a side in the process of that side."""

    def __init__(self, side_class, database_name):
        super().__init__(database_name, side_class.addons)
        self.env = self.open_environment()
        self.env.cr.execute("SELECT pg_backend_pid()")
        self.backend = self.env.cr.fetchone()[0]
        self.side = side_class(self.env)
        self.side.set_up()
        self.env.cr.commit()  # pylint: disable=invalid-commit

    def run_round(self):
        """Run a round like a request: with an empty cache."""
        prepared = self.side.prepare()
        self.env.invalidate_all()
        gc.collect()
        cpu_before, before = self.get_cpu_seconds(), time.perf_counter()
        records = self.side.run(prepared)
        seconds = time.perf_counter() - before
        cpu_seconds = self.get_cpu_seconds() - cpu_before
        self.side.clean_up()
        return Sample(seconds, cpu_seconds, records or 0)

    def get_cpu_seconds(self):
        """Return the CPU time used by Python and PostgreSQL."""
        return time.process_time() + get_cpu_seconds(self.backend)


def get_cpu_seconds(pid):
    """Return the CPU time used by a process, 0 if unknown."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    user, system = int(fields[11]), int(fields[12])
    return (user + system) / os.sysconf("SC_CLK_TCK")


@contextmanager
def database(prefix, side):
    """Create a database for a side during the block; yields its name."""
    name = get_temporary_name(prefix)
    make_database(name, side.get_template())
    try:
        yield name
    finally:
        drop_database(name)


@contextmanager
def open_sides(ours, theirs, runner_class=Runner):
    """Set up both sides during the block; yields the functions that run a round."""
    with ExitStack() as stack:
        functions = []
        for prefix, side in (("bench_ours", ours), ("bench_theirs", theirs)):
            name = stack.enter_context(database(prefix, side))
            runner = stack.enter_context(remote(runner_class, side, name))
            functions.append(lambda runner=runner: runner.call("run_round"))
        yield functions
