"""Our work list against plain Odoo, both shipping many orders at once."""

from .framework.comparison import Comparison
from .framework.figures import RECORDS_PER_SECOND
from .reserved_shop.sides import ORDERS, StockBatch, WorkList


class Benchmark(Comparison):
    name = "ship_vs_batch"
    title = f"{ORDERS} reserved orders: our work list, and one button_validate"
    unit = RECORDS_PER_SECOND
    ours = WorkList
    theirs = StockBatch
    warm_up = 1
    rounds = 5
    limit = 0.9
