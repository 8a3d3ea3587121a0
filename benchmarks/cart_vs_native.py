"""Our cart reminders against Odoo's own."""

from .cart_shop.sides import CARTS, Automation, StockCron
from .framework.comparison import Comparison
from .framework.figures import RECORDS_PER_SECOND


class Benchmark(Comparison):
    name = "cart_vs_native"
    title = f"reminding of {CARTS} carts: our automation, and Odoo's own cron"
    unit = RECORDS_PER_SECOND
    ours = Automation
    theirs = StockCron
    warm_up = 1
    rounds = 5
    limit = 1.6
