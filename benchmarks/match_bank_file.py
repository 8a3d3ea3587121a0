"""Matching of a bank file with very many waiting orders.

Both sides are ours here: *ours* has 10,000 waiting orders, *theirs* a hundred. Lines
are matched like by the automation, in its batches: the orders are read, the lines
decided about, and the matches created. Excluded are Odoo's creation of the lines, and
the bookings, which follow one by one.
"""

from odoo import fields

from .framework.comparison import Comparison
from .framework.sides import Side
from .old_shop.copies import Copier
from .paid_shop.shop import PaidShop

WAITING, FEW, LINES = 10_000, 100, 2000


class FewOrders(Side):
    """A shop with a hundred waiting orders, and a file of its bank."""

    count = FEW

    def set_up(self):
        shop = PaidShop(self.env)
        copier = Copier(self.env.cr)
        with copier.recorded() as original:
            order = self.create_waiting_order(shop)
        original.multiply(self.count)
        copier.finish()
        # Its name is the beginning of the copies' names.
        order._action_cancel()
        self.env.flush_all()
        copies = self.env["sale.order"].search([("name", "like", f"{order.name}-%")])
        self.lines = self.create_lines(copies)
        self.env.cr.commit()  # pylint: disable=invalid-commit
        self.env.cr.execute("ANALYZE")

    def create_waiting_order(self, shop):
        order = shop.create_orders(1)
        order.action_quotation_sent()
        shop.create_payments(order, state="pending")
        self.env.flush_all()
        return order

    def create_lines(self, orders):
        """Return a line for each order, and unrelated lines."""
        journal = self.env["account.journal"].search(
            [("type", "=", "bank"), ("company_id", "=", orders.company_id.id)], limit=1
        )
        names = orders[: LINES // 2].mapped("name")
        names += [f"Miete {number}" for number in range(LINES - len(names))]
        return self.env["account.bank.statement.line"].create(
            [
                {
                    "journal_id": journal.id,
                    "date": fields.Date.today(),
                    "payment_ref": f"SVWZ+Bestellung {name} vielen Dank",
                    "amount": orders[0].amount_total,
                }
                for name in names
            ]
        )

    def run(self, prepared):
        step = self.env["ecommerce.automation"]._find("match_bank_line")
        runner = self.env["ecommerce.automation.runner"]
        for start in range(0, LINES, step.batch_size):
            runner._run_batch(step, self.lines.ids[start : start + step.batch_size])
        matches = self.env["ecommerce.payment.match"].search([("state", "=", "sure")])
        if len(matches) != min(self.count, LINES // 2):
            raise RuntimeError(f"{len(matches)} lines are matched")


class ManyOrders(FewOrders):
    """The same shop with very many waiting orders."""

    count = WAITING


class Benchmark(Comparison):
    name = "match_bank_file"
    title = f"matching {LINES} bank lines with {WAITING} waiting orders, and with {FEW}"
    ours = ManyOrders
    theirs = FewOrders
    warm_up = 1
    patience = 60
    rounds = 3
    most_seconds = 60
