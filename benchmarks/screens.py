"""Opening of our screens in a big shop and in a small one.

Both sides are ours here. *Cold* is the first time after the server's caches were
emptied. ``make bench NAME=screens ORDERS=1000000`` measures a larger shop.
"""

import gc
import time
from statistics import median
from typing import NamedTuple

from odoo.tests.common import new_test_user

from .big_shop.sides import BigShop, SmallShop
from .big_shop.sizes import BIG, SMALL, describe_growth
from .everyday import add_up
from .framework.comparison import Comparison, run_round
from .framework.figures import get_figure
from .framework.sides import Runner, open_sides

GROUPS = (
    "sales_team.group_sale_manager",
    "stock.group_stock_user",
    "account.group_account_invoice",
)
MOST_COLD, MOST_WARM = 1.0, 0.3  # seconds


class Opening(NamedTuple):
    """What opening a screen costs."""

    statements: int
    seconds: float
    cold_seconds: float


class ScreensRunner(Runner):
    """Opens all screens in each round."""

    def run_round(self):
        # Only there where Odoo is: it is imported by a module of its own.
        from odoo.addons.ecommerce_order_flow.tests.screens import (  # noqa: PLC0415
            SCREENS,
            find_screen,
        )

        openings = {}
        for name in SCREENS:
            self.env.registry.clear_all_caches()
            cold = self.measure(find_screen, name)
            warm = self.measure(find_screen, name)
            openings[name] = Opening(warm[0], warm[1], cold[1])
        return openings

    def measure(self, find_screen, name):
        """Return the statements and seconds of opening a screen once."""
        self.side.clean_up()
        env = self.env(user=self.side.user_id)
        gc.collect()
        statements, start = env.cr.sql_log_count, time.perf_counter()
        find_screen(env, name).open()
        return env.cr.sql_log_count - statements, time.perf_counter() - start


class BigScreens(BigShop):
    """Screens of very many orders."""

    def set_up(self):
        user = new_test_user(self.env, login="keeper", groups=",".join(GROUPS))
        self.user_id = user.id


class SmallScreens(SmallShop, BigScreens):
    """Screens of few orders."""


class Benchmark(Comparison):
    name = "screens"
    title = f"opening all screens among {BIG:,} orders and {SMALL:,}"
    ours = BigScreens
    theirs = SmallScreens
    warm_up = 1
    rounds = 5

    def open_sides(self):
        """Override because each screen is measured by itself."""
        return open_sides(self.ours, self.theirs, ScreensRunner)

    def measure(self, tell):
        """Override to tell what each screen costs."""
        with self.open_sides() as (ours, theirs):
            for number in range(self.warm_up):
                run_round(number, ours, theirs)
            rounds = [run_round(number, ours, theirs) for number in range(self.rounds)]
        for name in rounds[0][0]:
            tell(describe(name, [(our[name], their[name]) for our, their in rounds]))
        return get_figure(self.name, self.unit, list(map(add_up, rounds))), None


def describe(name, pairs):
    """Return the line about a screen.

    :param pairs: Pairs of openings, ours and theirs.
    """
    cold = median(our.cold_seconds for our, _their in pairs)
    warm = median(our.seconds for our, _their in pairs)
    growth = median(our.seconds / their.seconds for our, their in pairs)
    verdict = "" if cold <= MOST_COLD and warm <= MOST_WARM else ", OVER the limit"
    return (
        f"{name:<28}{pairs[0][0].statements:5} statements, cold {cold * 1000:5.0f} ms, "
        f"warm {warm * 1000:5.0f} ms, {describe_growth(growth)}{verdict}"
    )
