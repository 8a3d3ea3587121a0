"""Time to install the addon in a shop with very many orders, which stays open.

Both sides are ours here: *ours* installs into the old shop, *theirs* into an empty one.
A visitor asks for a page every 200 ms meanwhile, and until all statuses are known.
``make bench NAME=install_into_old_shop ORDERS=1000000`` measures a larger shop.
"""

import time
from contextlib import contextmanager
from functools import partial

from dev.shop.api import drop_database, odoo_server, run_odoo, run_sql
from dev.shop.shop_database import make_database
from dev.shop.templates import BaseTemplate

from .big_shop.sizes import BIG
from .framework.comparison import Comparison
from .framework.figures import Sample
from .framework.remote import RemoteError
from .old_shop.template import OldShopTemplate
from .old_shop.visitor import visiting

ADDON = "ecommerce_order_flow"
LONGEST_DIFFERENCE = 60  # seconds
LONGEST_WAIT = 2  # seconds
DATABASE = "bench_install"
UNKNOWN = (
    "SELECT COUNT(*) FROM sale_order "
    "WHERE website_id IS NOT NULL AND flow_stage IS NULL"
)


class Benchmark(Comparison):
    name = "install_into_old_shop"
    title = f"installing the addon beside {BIG:,} orders, and into an empty shop"
    warm_up = 0
    rounds = 1
    patience = 0

    def measure(self, tell):
        """Override to tell how long visitors waited."""
        self.tell = tell
        return super().measure(tell)

    @contextmanager
    def open_sides(self):
        """Override because a round needs a fresh database and process."""
        try:
            yield [
                partial(install, OldShopTemplate(BIG), self.tell),
                partial(install, BaseTemplate("test"), self.tell),
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


def install(template, tell):
    """Install the addon into a clone of a template, while the shop is open.

    :raise RemoteError: If the installation fails.
    """
    make_database(DATABASE, template)
    with odoo_server(DATABASE) as address, visiting(f"{address}/shop") as visitor:
        before = time.monotonic()
        result = run_odoo("-d", DATABASE, "-i", ADDON, "--stop-after-init", "--no-http")
        installed = time.monotonic()
        sql = f"SELECT state FROM ir_module_module WHERE name = '{ADDON}'"
        if result.returncode or run_sql(sql, DATABASE) != ["installed"]:
            raise RemoteError(result.stdout)
        wait_until_known()
        known = time.monotonic()
    longest = visitor.get_longest_wait(before), visitor.get_longest_wait(installed)
    verdict = "within" if longest[0] <= LONGEST_WAIT else "OVER"
    tell(
        f"{template.title}: installed after {installed - before:.1f} s, all statuses "
        f"known {known - installed:.0f} s later; a page waited {longest[0]:.1f} s, "
        f"{longest[1]:.1f} s of it after the installation: {verdict} the limit of "
        f"{LONGEST_WAIT} s"
    )
    return Sample(installed - before)


def wait_until_known():
    """Wait until the server has found the statuses of all orders."""
    while run_sql(UNKNOWN, DATABASE) != ["0"]:
        time.sleep(1)
