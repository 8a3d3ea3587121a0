"""All automations when nothing is due, in a big shop and in a small one.

Both sides are ours here. ``make bench NAME=idle ORDERS=1000000`` measures more orders.
"""

from .big_shop.sides import BigShop, SmallShop
from .big_shop.sizes import BIG, SMALL, describe_growth
from .framework.comparison import Comparison
from .paid_shop.sides import as_in_crons

MOST_SECONDS = 0.1


class Idle:
    """Runs each automation once."""

    def prepare(self):
        automations = as_in_crons(self.env)["ecommerce.automation"]
        return automations, automations.search([]).mapped("code")

    def run(self, prepared):
        automations, codes = prepared
        for code in codes:
            automations._cron_run(code)

    def clean_up(self):
        """Override to check that nothing was due."""
        super().clean_up()
        if due := self.env["ecommerce.automation"].search([]).filtered("backlog"):
            raise RuntimeError(f"Something is due: {due.mapped('code')}")


class BigIdle(Idle, BigShop):
    """Nothing is due among very many orders."""


class SmallIdle(Idle, SmallShop):
    """Nothing is due among few orders."""


class Benchmark(Comparison):
    name = "idle"
    title = f"all automations, nothing due, among {BIG:,} orders and {SMALL:,}"
    ours = BigIdle
    theirs = SmallIdle
    most_seconds = MOST_SECONDS

    def judge(self, figure):
        """Override to tell how it grows."""
        return f"{super().judge(figure)}, {describe_growth(figure.ratio)}"
