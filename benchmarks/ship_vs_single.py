"""Our work list against plain Odoo, called order by order."""

from .framework.comparison import Comparison
from .framework.figures import RECORDS_PER_SECOND
from .reserved_shop.sides import ORDERS, StockSingles, WorkList


class Benchmark(Comparison):
    name = "ship_vs_single"
    title = f"{ORDERS} reserved orders: our work list, and button_validate for each"
    unit = RECORDS_PER_SECOND
    ours = WorkList
    theirs = StockSingles
    warm_up = 1
    rounds = 5
    limit = 2.2
