"""Our automations against plain Odoo, called order by order."""

from .framework.comparison import Comparison
from .framework.figures import RECORDS_PER_SECOND
from .paid_shop.sides import ORDERS, Automations, StockSingles


class Benchmark(Comparison):
    name = "flow_vs_native_single"
    title = f"{ORDERS} paid orders: our automations, and Odoo's methods for one each"
    unit = RECORDS_PER_SECOND
    ours = Automations
    theirs = StockSingles
    warm_up = 0
    rounds = 3
    patience = 0  # a round takes minutes
    limit = 2.0
