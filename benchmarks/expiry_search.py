"""Finding the unpaid orders to cancel among many that wait for their money.

Both sides are ours here: *ours* has 10,000 waiting orders that aren't due, *theirs*
none.
"""

from datetime import timedelta

from odoo import fields

from .framework.comparison import Comparison
from .framework.sides import Side
from .old_shop.copies import Copier
from .old_shop.shop import OldShop

WAITING, DUE = 10_000, 100


class FewOrders(Side):
    """A shop whose waiting orders are all due."""

    waiting = 0

    def set_up(self):
        self.shop = OldShop(self.env)
        self.provider = self.env["payment.provider"].search(
            [("custom_mode", "=", "wire_transfer")], limit=1
        )
        self.provider.write({"waiting_policy": "reserve", "cancel_unpaid": True})
        if self.waiting:
            copier = Copier(self.env.cr)
            with copier.recorded() as original:
                self._place_order()
            original.multiply(self.waiting - 1)
            copier.finish()
        due_orders = [self._place_order() for _number in range(DUE)]
        self.due_ids = [order.id for order in due_orders]
        for order in due_orders:
            order.payment_due_at = fields.Datetime.now() - timedelta(days=30)
        self.env.cr.commit()  # pylint: disable=invalid-commit
        self.env.cr.execute("ANALYZE")

    def _place_order(self):
        """Return an order whose customer chose to pay by wire transfer."""
        order = self.shop.order()
        self.env["payment.transaction"].create(
            {
                "provider_id": self.provider.id,
                "payment_method_id": self.provider.with_context(active_test=False)
                .payment_method_ids[:1]
                .id,
                "reference": order.name,
                "amount": order.amount_total,
                "currency_id": order.currency_id.id,
                "partner_id": order.partner_id.id,
                "operation": "offline",
                "sale_order_ids": order.ids,
            }
        )._set_pending()
        self.env.flush_all()
        return order

    def prepare(self):
        return self.env["ecommerce.automation"]._find("expire_unpaid")

    def run(self, step):
        found = self.env["ecommerce.automation.runner"]._find_batch(step, 0)
        if found != self.due_ids[: step.batch_size]:
            raise RuntimeError("Other orders were found than those that are due")


class ManyOrders(FewOrders):
    """The same shop with many orders that have more time."""

    waiting = WAITING


class Benchmark(Comparison):
    name = "expiry_search"
    title = f"finding the first of {DUE} unpaid orders among {WAITING}, and alone"
    ours = ManyOrders
    theirs = FewOrders
    most_seconds = 0.05
