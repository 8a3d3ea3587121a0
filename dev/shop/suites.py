"""The tests: those of the addons on a database, then those of the whole shop."""

import os
import shlex
import xml.etree.ElementTree as ElementTree
from collections import Counter

from . import databases, foreground, layout
from .console import say
from .problem import Problem
from .python_packages import get_python
from .shop_database import make_database
from .templates import AddonTemplate

NO_TESTS = 5  # pytest's exit status when it found none
COUNTS = ("failed", "passed", "skipped", "error")  # in pytest's order


class Suite:
    """A run of pytest."""

    name = None

    def __init__(self, paths, options):
        self.paths = paths
        self.options = options
        self.report = layout.LOG / f"{self.name}-tests.xml"
        self.status = NO_TESTS
        self.counts = Counter()
        self.seconds = 0.0

    def run(self):
        """Run the tests and read their counts."""
        self.report.unlink(missing_ok=True)
        command = [get_python(), "-m", "pytest", f"--junitxml={self.report}"]
        say(f"\n{self.name.capitalize()} tests")
        self.status = self.run_pytest([*command, *self.options, *self.paths])
        if self.report.exists():
            self.read_report()

    def run_pytest(self, command):
        """Run pytest; return its exit status."""
        raise NotImplementedError

    def read_report(self):
        """Read counts and duration from the report."""
        for suite in ElementTree.parse(self.report).getroot().iter("testsuite"):
            numbers = {
                key: int(suite.get(key, 0)) for key in ("failures", "errors", "skipped")
            }
            ran = int(suite.get("tests", 0)) - sum(numbers.values())
            self.counts.update(
                passed=ran,
                failed=numbers["failures"],
                error=numbers["errors"],
                skipped=numbers["skipped"],
            )
            self.seconds += float(suite.get("time", 0))


class AddonSuite(Suite):
    """The addons' own tests, on a database without demo data."""

    name = "addon"

    def run_pytest(self, command):
        database = databases.get_temporary_name("addon")
        make_database(database, AddonTemplate("test"))
        odoo = [
            f"--odoo-config={layout.CONFIG}",
            f"--odoo-database={database}",
            "--odoo-log-level=error",
            "--odoo-http",
            "-p",
            "dev.shop.inside.shared_filestore",
        ]
        try:
            return foreground.run([*command, *odoo])
        finally:
            with foreground.undisturbed():
                databases.drop(database)


class ShopSuite(Suite):
    """What needs the whole shop: these tests make databases and servers themselves."""

    name = "shop"

    def run_pytest(self, command):
        return foreground.run([*command, "-p", "no:odoo"])


def run_suites(selection):
    """Run what was selected, print the counts, return the exit status.

    :param str selection: Paths of tests and options of pytest, or nothing for all.
    """
    databases.drop_orphans()
    suites = choose_suites(shlex.split(selection))
    for suite in suites:
        suite.run()
    if all(suite.status == NO_TESTS for suite in suites):
        raise Problem("No test was found", "Look at what TESTS says")
    say_counts(suites)
    return max((s.status for s in suites if s.status != NO_TESTS), default=0)


def choose_suites(words):
    """Return the suites to run: both, or those of the named paths."""
    paths = [word for word in words if is_path(word)]
    options = [word for word in words if not is_path(word)]
    whole = [path for path in paths if path.startswith("tests")]
    addon = [path for path in paths if path not in whole]
    if not words:
        options = get_parallel_options()
    if not paths:
        whole, addon = get_all_paths()
    suites = [AddonSuite(addon, options), ShopSuite(whole, options)]
    return [suite for suite in suites if suite.paths]


def is_path(word):
    """Tell whether a word names tests, as in ``tests/test_x.py::TestX::test_y``."""
    return (layout.ROOT / word.split("::")[0]).exists()


def get_parallel_options():
    """Return how pytest gives each processor files of its own.

    In the order of their names: the longest tests come first.
    """
    processors = len(os.sched_getaffinity(0))
    if processors < 2:
        return []
    return ["-n", str(processors), "--dist=loadfile", "--no-loadscope-reorder"]


def get_all_paths():
    """Return the folders of the whole shop's tests and of the addons' tests."""
    addons = [addon / "tests" for addon in layout.get_addons()]
    return (
        [name for name in ["tests"] if (layout.ROOT / name).is_dir()],
        [str(path.relative_to(layout.ROOT)) for path in addons if path.is_dir()],
    )


def say_counts(suites):
    """Print how many tests passed, as pytest does: by suite and in sum."""
    say()
    for suite in suites:
        say(f"{suite.name + ':':<7} {format_counts(suite.counts, suite.seconds)}")
    counts = sum((suite.counts for suite in suites), Counter())
    seconds = sum(suite.seconds for suite in suites)
    say(f"===== {format_counts(counts, seconds)} =====")


def format_counts(counts, seconds):
    """Return counts as pytest writes them: ``2 failed, 40 passed in 12.34s``."""
    parts = [f"{counts[key]} {key}" for key in COUNTS if counts[key]]
    return f"{', '.join(parts) or 'no tests ran'} in {seconds:.2f}s"
