"""Our automations against plain Odoo, called with batches of equal size."""

from .framework.comparison import Comparison
from .framework.figures import RECORDS_PER_SECOND
from .paid_shop.sides import BATCH, ORDERS, Automations, StockBatches


class Benchmark(Comparison):
    name = "flow_vs_native_batch"
    title = (
        f"{ORDERS} paid orders: our automations, and Odoo's methods for {BATCH} each"
    )
    unit = RECORDS_PER_SECOND
    ours = Automations
    theirs = StockBatches
    warm_up = 0
    rounds = 3
    patience = 0  # a round takes minutes
    limit = 0.95
