"""Search for the carts to remind of among very many old ones.

Both sides are ours here: *ours* has a million old carts, *theirs* none. PostgreSQL's
plan is checked, too: it must not read all orders.
"""

from datetime import timedelta

from odoo import fields

from .cart_shop.shop import CartShop
from .framework.comparison import Comparison
from .framework.sides import Side
from .old_shop.copies import Copier

OLD, DUE = 1_000_000, 1000
COPIED_AT_ONCE = 100_000


class FewCarts(Side):
    """A shop with due carts only."""

    old = 0

    def set_up(self):
        shop = CartShop(self.env)
        copier = Copier(self.env.cr)
        with copier.recorded() as original:
            cart = shop.create_carts(1)
            long_ago = fields.Datetime.now() - timedelta(days=300)
            cart.write({"cart_activity_at": long_ago, "date_order": long_ago})
            # Like after its series: it isn't checked anymore.
            self.env.add_to_compute(cart._fields["next_reminder_at"], cart)
            self.env.flush_all()
            cart.next_reminder_at = False
            self.env.flush_all()
        for _part in range(self.old // COPIED_AT_ONCE):
            original.multiply(COPIED_AT_ONCE)
        copier.finish()
        self.due_ids = shop.create_carts(DUE).ids
        self.env.cr.commit()  # pylint: disable=invalid-commit
        self.env.cr.execute("ANALYZE sale_order")

    def prepare(self):
        return self.env["ecommerce.automation"]._find("remind_cart")

    def run(self, step):
        found = self.env["ecommerce.automation.runner"]._find_open(step)
        if found != self.due_ids:
            raise RuntimeError("Other carts were found than those that are due")


class ManyCarts(FewCarts):
    """The same shop with very many old carts."""

    old = OLD

    def set_up(self):
        super().set_up()
        step = self.prepare()
        query = step._get_model()._search(
            step._get_open_domain(), order="id", limit=step.batch_size
        )
        select = query.select()
        self.env.cr.execute(f"EXPLAIN {select.code}", select.params)
        plan = "\n".join(line for (line,) in self.env.cr.fetchall())
        if "Seq Scan on sale_order" in plan:
            raise RuntimeError(f"All orders are read:\n{plan}")


class Benchmark(Comparison):
    name = "cart_search"
    title = f"finding the first of {DUE} due carts among {OLD} old ones, and alone"
    ours = ManyCarts
    theirs = FewCarts
    most_seconds = 0.05
