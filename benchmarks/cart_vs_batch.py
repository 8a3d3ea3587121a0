"""Our cart reminders against bare emails without checks and records."""

from .cart_shop.sides import BATCH, CARTS, Automation, BareBatches
from .framework.comparison import Comparison
from .framework.figures import RECORDS_PER_SECOND


class Benchmark(Comparison):
    name = "cart_vs_batch"
    title = f"mails about {CARTS} carts: our automation, and bare batches of {BATCH}"
    unit = RECORDS_PER_SECOND
    ours = Automation
    theirs = BareBatches
    warm_up = 1
    rounds = 5
    limit = 0.95
