"""Opening of the warehouse's work list among very many open transfers.

Both sides are ours here: *ours* has 50,000 open transfers, *theirs* one page. The
requests are those of the web client: the groups, and the first page of a group.
"""

from odoo.tests.common import new_test_user
from odoo.tools.safe_eval import safe_eval

from .framework.comparison import Comparison
from .framework.sides import Side
from .old_shop.copies import Copier
from .paid_shop.shop import PaidShop

OPEN, PAGE = 50_000, 80
COPIED_AT_ONCE = 10_000


class OnePage(Side):
    """A shop with one page of open transfers."""

    count = PAGE

    def set_up(self):
        shop = PaidShop(self.env)
        copier = Copier(self.env.cr)
        with copier.recorded() as original:
            shop.create_paid_orders(1).action_confirm()
            self.env.flush_all()
        for start in range(1, self.count, COPIED_AT_ONCE):
            original.multiply(min(COPIED_AT_ONCE, self.count - start))
        copier.finish()
        self.worker = new_test_user(
            self.env, login="worker", groups="stock.group_stock_user"
        )
        self.env.cr.commit()  # pylint: disable=invalid-commit
        self.env.cr.execute("ANALYZE")

    def prepare(self):
        view = self.env.ref("ecommerce_order_flow.ecommerce_to_ship_view_list")
        Picking = self.env["stock.picking"].with_user(self.worker)
        arch = Picking.get_view(view.id)["models"]["stock.picking"]
        action = self.env.ref("ecommerce_order_flow.ecommerce_to_ship_action")
        return Picking, safe_eval(action.domain), {name: {} for name in arch}

    def run(self, prepared):
        Picking, domain, fields = prepared
        groups = Picking.web_read_group(domain, ["shipping_step"], ["__count"])
        [group] = groups["groups"]
        rows = Picking.web_search_read(
            [*domain, ("shipping_step", "=", "ship")],
            fields,
            limit=PAGE,
            order="priority desc, ship_by, id",
        )
        if group["__count"] != self.count or len(rows["records"]) != PAGE:
            raise RuntimeError(f"{group['__count']} transfers are listed")


class ManyPages(OnePage):
    """The same shop with very many open transfers."""

    count = OPEN


class Benchmark(Comparison):
    name = "work_list"
    title = f"opening the work list with {OPEN} open transfers, and with {PAGE}"
    ours = ManyPages
    theirs = OnePage
    most_seconds = 1.0
