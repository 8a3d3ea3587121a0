"""Time to install the addon in a shop with 100,000 orders.

Both sides are ours here: *ours* installs into the old shop, *theirs* into an empty one.
"""

import time
from contextlib import contextmanager
from functools import partial

from dev.shop.api import drop_database, run_odoo, run_sql
from dev.shop.shop_database import make_database
from dev.shop.templates import BaseTemplate

from .framework.comparison import Comparison
from .framework.figures import Sample
from .framework.remote import RemoteError
from .old_shop.template import OldShopTemplate

ADDON = "ecommerce_order_flow"
ORDERS = 100_000
LONGEST_DIFFERENCE = 60  # seconds
DATABASE = "bench_install"


class Benchmark(Comparison):
    name = "install_into_old_shop"
    title = f"installing the addon beside {ORDERS:,} orders, and into an empty shop"
    warm_up = 1
    rounds = 3
    patience = 0

    @contextmanager
    def open_sides(self):
        """Override because a round needs a fresh database and process."""
        try:
            yield [
                partial(install, OldShopTemplate(ORDERS)),
                partial(install, BaseTemplate("test")),
            ]
        finally:
            drop_database(DATABASE)

    def judge(self, figure):
        """Override to judge the difference."""
        difference = figure.ours - figure.theirs
        verdict = "within" if difference <= LONGEST_DIFFERENCE else "OVER"
        return (
            f"{difference:.1f} s longer, {verdict} the limit of {LONGEST_DIFFERENCE} s"
        )


def install(template):
    """Install the addon into a clone of a template.

    :raise RemoteError: If the installation fails.
    """
    make_database(DATABASE, template)
    before = time.perf_counter()
    result = run_odoo("-d", DATABASE, "-i", ADDON, "--stop-after-init", "--no-http")
    seconds = time.perf_counter() - before
    sql = f"SELECT state FROM ir_module_module WHERE name = '{ADDON}'"
    if result.returncode or run_sql(sql, DATABASE) != ["installed"]:
        raise RemoteError(result.stdout)
    return Sample(seconds)
