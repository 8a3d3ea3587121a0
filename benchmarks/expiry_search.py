"""Search for the unpaid orders to cancel among many waiting ones.

Both sides are ours here: *ours* has 10,000 waiting orders that aren't due, 2,000 of
them with a payment to be decided; *theirs* has none. The bank statements are up to
date.
"""

from datetime import timedelta

from odoo import fields

from .framework.comparison import Comparison
from .framework.sides import Side
from .waiting_shop.shop import WaitingShop

WAITING, PROPOSALS, DUE = 10_000, 2000, 100


class FewOrders(Side):
    """A shop whose waiting orders are all due."""

    waiting = proposals = 0

    def set_up(self):
        shop = WaitingShop(self.env)
        shop.provider.cancel_unpaid = True
        shop.journal._note_import(fields.Date.today())
        if self.waiting:
            shop.place_orders(self.waiting - self.proposals)
            shop.place_orders(self.proposals, with_proposal=True)
        due_orders = shop.place_orders(DUE)
        due_orders.payment_due_at = fields.Datetime.now() - timedelta(days=30)
        self.due_ids = due_orders.sorted("id").ids
        self.env.cr.commit()  # pylint: disable=invalid-commit
        self.env.cr.execute("ANALYZE")

    def prepare(self):
        return self.env["ecommerce.automation"]._find("expire_unpaid")

    def run(self, step):
        found = self.env["ecommerce.automation.runner"]._find_open(step)
        if found != self.due_ids:
            raise RuntimeError("Other orders were found than those that are due")


class ManyOrders(FewOrders):
    """The same shop with many orders that aren't due."""

    waiting, proposals = WAITING, PROPOSALS


class Benchmark(Comparison):
    name = "expiry_search"
    title = f"finding the first of {DUE} unpaid orders among {WAITING}, and alone"
    ours = ManyOrders
    theirs = FewOrders
    most_seconds = 0.05
