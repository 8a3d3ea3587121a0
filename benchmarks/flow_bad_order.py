"""Cost of one failing order for all the others.

Both sides are ours here: *ours* has such an order, *theirs* none. It fails after its
whole batch was processed: the latest, and so the most expensive moment.
"""

from unittest.mock import patch

from .framework.comparison import Comparison
from .paid_shop.sides import Automations, ensure_handled

ORDERS = 1000


class AllGood(Automations):
    """Orders that can all be confirmed."""

    count = ORDERS

    def run(self, orders):
        self.handle(orders)  # Without a number, because the figure is in seconds.


class OneBad(AllGood):
    """The same with one that fails."""

    def run(self, orders):
        self.bad_order = orders[len(orders) // 2]
        confirm = make_failing(type(orders).action_confirm, self.bad_order)
        with patch.object(type(orders), "action_confirm", confirm):
            self.handle(orders)

    def ensure_handled(self):
        """Override to check that only the failing order was left."""
        ensure_handled(self.orders - self.bad_order)
        if self.bad_order.state != "draft":
            raise RuntimeError("The bad order got confirmed")

    def clean_up(self):
        super().clean_up()
        self.bad_order._action_cancel()  # It must not wait for the next round.
        self.env.cr.commit()  # pylint: disable=invalid-commit


def make_failing(method, bad_order):
    """Return a method that fails at its end if the record is in its recordset."""

    def fail_in_the_end(orders):
        result = method(orders)
        if bad_order in orders:
            raise ValueError("This order is bad")
        return result

    return fail_in_the_end


class Benchmark(Comparison):
    name = "flow_bad_order"
    title = f"{ORDERS} paid orders with a bad one among them, and without"
    ours = OneBad
    theirs = AllGood
    warm_up = 0
    rounds = 3
    patience = 0  # a round takes minutes
    limit = 1.05
