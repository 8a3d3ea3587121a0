"""Many payments at once in a big shop and in an almost empty one.

Both sides are ours here: each order is confirmed, invoiced and emailed by the
automations. ``make bench NAME=burst ORDERS=1000000`` measures a larger shop.
"""

from .big_shop.sides import BigShop, SmallShop
from .big_shop.sizes import BIG, SMALL
from .framework.comparison import Comparison
from .paid_shop.shop import PaidShop
from .paid_shop.sides import as_in_crons, ensure_handled

PAYMENTS = 300
AUTOMATIONS = ("confirm_paid", "send_order_mail", "create_invoice", "send_invoice")


class Burst:
    """Reports payments one by one, and then lets the automations run."""

    def __init__(self, env):
        super().__init__(as_in_crons(env))

    def set_up(self):
        self.shop = PaidShop(self.env)

    def prepare(self):
        self.orders = self.shop.create_orders(PAYMENTS)
        transactions = self.shop.create_payments(self.orders)
        self.env.cr.commit()  # pylint: disable=invalid-commit
        return transactions

    def run(self, transactions):
        for transaction in transactions:
            transaction._set_done()
            transaction._post_process()
            self.env.cr.commit()  # pylint: disable=invalid-commit
            self.env.invalidate_all()
        for code in AUTOMATIONS:
            self.env["ecommerce.automation"]._cron_run(code)

    def clean_up(self):
        """Override to check the result before the time counts."""
        super().clean_up()
        ensure_handled(self.orders)


class BigBurst(Burst, BigShop):
    """The burst among very many orders."""


class SmallBurst(Burst, SmallShop):
    """The burst among few orders."""


class Benchmark(Comparison):
    name = "burst"
    title = f"{PAYMENTS} payments at once among {BIG:,} orders and {SMALL:,}"
    ours = BigBurst
    theirs = SmallBurst
    warm_up = 1
    rounds = 3
    patience = 0  # a round takes minutes
    limit = 1.1
