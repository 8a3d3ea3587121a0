"""Cost of our statuses when 50 eCommerce orders are confirmed in one batch."""

from .framework.comparison import Comparison
from .framework.sides import Side
from .old_shop.shop import OldShop

ORDERS = 50
LINES = 2


class ConfirmBatch(Side):
    """Confirms a batch of eCommerce orders of different customers."""

    def set_up(self):
        self.shop = OldShop(self.env)
        self.customers = [self.shop.create_customer(number) for number in range(ORDERS)]

    def prepare(self):
        return self.env["sale.order"].create(
            [
                self.shop.prepare_order(LINES, partner_id=customer.id)
                for customer in self.customers
            ]
        )

    def run(self, orders):
        orders.action_confirm()
        self.env.flush_all()


class WithAddon(ConfirmBatch):
    """Odoo with our addon."""


class WithoutAddon(ConfirmBatch):
    """Odoo alone."""

    flavour = "bare-test"


class Benchmark(Comparison):
    name = "confirm_overhead"
    title = f"confirming {ORDERS} web orders in one batch, with and without the addon"
    ours = WithAddon
    theirs = WithoutAddon
    limit = 1.05
