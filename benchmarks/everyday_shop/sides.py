"""Sides that count the statements of everyday actions."""

import gc
import time
from typing import NamedTuple

from ..framework.sides import Runner, Side
from ..old_shop.shop import OldShop
from .actions import get_actions


class Cost(NamedTuple):
    """What an action costs."""

    statements: int
    seconds: float


class Everyday(Side):
    """A shop in which everything is done once a round."""

    def set_up(self):
        shop = OldShop(self.env)
        for product in shop.goods:
            product.is_published = True
        self.actions = get_actions(shop)

    def measure(self):
        """Return the cost of each action by name; everything is committed."""
        return {name: self.measure_action(*pair) for name, pair in self.actions.items()}

    def measure_action(self, prepare, act):
        """Return the cost of an action, which begins with an empty cache."""
        prepared = prepare()
        cr = self.env.cr
        cr.commit()  # pylint: disable=invalid-commit
        self.env.invalidate_all()
        gc.collect()
        statements, seconds = cr.sql_log_count, time.perf_counter()
        act(prepared)
        cr.commit()  # pylint: disable=invalid-commit
        return Cost(
            cr.sql_log_count - statements,
            time.perf_counter() - seconds,
        )


class WithAddon(Everyday):
    """Odoo with our addon."""


class WithoutAddon(Everyday):
    """Odoo alone."""

    flavour = "bare-test"


class CountingRunner(Runner):
    """Runs the rounds, and returns the cost of each action."""

    def run_round(self):
        return self.side.measure()
