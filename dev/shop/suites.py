"""The tests: those of the addons on a database, then those of the whole shop."""

import os
import shlex
from functools import partial

from . import databases, foreground, layout
from .inside_odoo import INSIDE, run_script
from .problem import Problem
from .python_packages import get_python
from .shop_database import temporary
from .templates import AddonTemplate

NO_TESTS = 5  # pytest's exit status if it found none
# Databases of the addons' tests: with few of Odoo's apps, and with many.
FLAVOURS = ("test", "full")


def run_suites(selection, flavours=None):
    """Run the selected tests, return the exit status.

    :param str selection: Paths of tests and options of pytest, or an empty string for
        all.
    :param flavours: Databases of the addons' tests. By default all, or only the first
        one if tests are selected, which is faster.
    """
    databases.drop_orphans()
    suites = choose_suites(shlex.split(selection), flavours)
    statuses = [run(words) for run, words in suites]
    found = [status for status in statuses if status != NO_TESTS]
    if not found:
        raise Problem("No test was found", "Look at what TESTS says")
    return next(filter(None, found), 0)


def choose_suites(words, flavours=None):
    """Return the suites to run, all or those of the paths, each with its arguments.

    :param list words: Paths and options.
    :param flavours: Databases of the addons' tests.
    """
    flavours = flavours or (FLAVOURS[:1] if words else FLAVOURS)
    paths = [word for word in words if is_path(word)]
    options = [word for word in words if not is_path(word)]
    if not words:
        options = get_parallel_options()
    if not paths:
        paths = ["tests", *(f"{addon.name}/tests" for addon in layout.get_addons())]
    whole = [path for path in paths if path.startswith("tests")]
    addon = [path for path in paths if path not in whole]
    suites = [(ADDON_SUITES[flavour], addon) for flavour in flavours]
    suites.append((run_shop_suite, whole))
    return [(run, [*options, *paths]) for run, paths in suites if paths]


def is_path(word):
    """Return whether a word names tests, as in ``tests/test_x.py::TestX::test_y``."""
    return (layout.ROOT / word.split("::")[0]).exists()


def get_parallel_options():
    """Return pytest's options to distribute files over the processors.

    In the order of their names: the longest tests come first.
    """
    processors = len(os.sched_getaffinity(0))
    if processors < 2:
        return []
    return ["-n", str(processors), "--dist=loadfile", "--no-loadscope-reorder"]


def run_addon_suite(flavour, words):
    """Run tests of the addons on a database without demo data."""
    with temporary(f"addon_{flavour}", AddonTemplate(flavour)) as database:
        # Otherwise each class creates its company, which takes half of its setup.
        run_script(database, INSIDE / "prepare_tests.py")
        odoo = [
            f"--odoo-config={layout.CONFIG}",
            f"--odoo-database={database}",
            "--odoo-log-level=error",
            "--odoo-http",
            *("-p", "dev.shop.inside.shared_filestore"),
        ]
        return run_pytest([*odoo, *words])


ADDON_SUITES = {flavour: partial(run_addon_suite, flavour) for flavour in FLAVOURS}


def run_shop_suite(words):
    """Run tests of the whole shop, which create databases and servers themselves."""
    return run_pytest(["-p", "no:odoo", *words])


def run_pytest(words):
    """Run pytest; return its exit status."""
    return foreground.run([get_python(), "-m", "pytest", *words])
