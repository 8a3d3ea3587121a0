"""Memory of a worker for few orders and for ten times as many.

Both sides are ours here: *ours* handles many orders in one run, *theirs* a few.
"""

from .framework.memory import MemoryComparison, Worker
from .framework.odoo_session import OdooSession
from .paid_shop.shop import PaidShop
from .paid_shop.sides import ensure_handled, run_automations

MANY, FEW = 4000, 400


class Maker(OdooSession):
    """Creates orders."""

    def make(self, count):
        """Create paid orders, and return their ids."""
        return self.run(lambda env: PaidShop(env).create_paid_orders(count).ids)


class Handler(Worker):
    """Runs the automations on all paid orders."""

    def handle(self, env):
        run_automations(env)

    def ensure_handled(self, env, records):
        ensure_handled(env["sale.order"].browse(records))


class Benchmark(MemoryComparison):
    name = "flow_memory"
    title = f"the most memory while the automations handle {MANY} and {FEW} orders"
    maker, worker = Maker, Handler
    many, few = MANY, FEW
