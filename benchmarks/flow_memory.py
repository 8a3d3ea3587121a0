"""What a worker needs in memory for few orders and for ten times as many.

Both sides are ours here: *ours* handles many orders in one run, *theirs* a few.
"""

from .framework.memory import MemoryComparison, Worker
from .framework.odoo_session import OdooSession
from .paid_shop.shop import PaidShop
from .paid_shop.sides import ensure_handled, run_automations

MANY, FEW = 4000, 400


class Maker(OdooSession):
    """Makes orders."""

    def make(self, count):
        """Return the ids of paid orders."""
        return self.run(lambda env: PaidShop(env).create_paid_orders(count).ids)


class Handler(Worker):
    """Has all paid orders handled."""

    def handle(self, env):
        run_automations(env)

    def ensure_handled(self, env, records):
        ensure_handled(env["sale.order"].browse(records))


class Benchmark(MemoryComparison):
    name = "flow_memory"
    title = f"the most memory while the automations handle {MANY} and {FEW} orders"
    maker, worker = Maker, Handler
    many, few = MANY, FEW
