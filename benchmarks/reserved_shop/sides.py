"""Sides that ship reserved orders."""

from odoo.tools import split_every

from ..framework.sides import Side
from ..paid_shop.shop import PaidShop

ORDERS = 200
WARM_UP = 10


class ReservedOrders(Side):
    """Ships paid orders from the shelf: one step, everything is reserved."""

    def set_up(self):
        self.shop = PaidShop(self.env)
        self.stop_invoicing()
        self.handle(self.create(WARM_UP))

    def stop_invoicing(self):
        """Disable everything except shipping."""
        if "invoice_business" in self.shop.website._fields:
            self.shop.website.invoice_business = "never"
            self.shop.website.invoice_consumer = "never"

    def prepare(self):
        self.transfers = self.create(ORDERS)
        return self.transfers

    def create(self, count):
        """Return the transfers of paid and confirmed orders; they are committed."""
        orders = self.shop.create_paid_orders(count)
        for ids in split_every(50, orders.ids):
            orders.browse(ids).action_confirm()
        self.env.cr.commit()  # pylint: disable=invalid-commit
        return self.env["stock.picking"].browse(orders.picking_ids.ids)

    def run(self, transfers):
        self.handle(transfers)
        return len(transfers)

    def handle(self, transfers):
        """Ship the transfers; it is committed."""
        raise NotImplementedError

    def clean_up(self):
        """Override to check the result before the time counts.

        :raise RuntimeError: If something was not shipped.
        """
        super().clean_up()
        if set(self.transfers.mapped("state")) != {"done"}:
            raise RuntimeError(f"States: {self.transfers.mapped('state')}")


class WorkList(ReservedOrders):
    """Our work list: all are selected and shipped in the background."""

    def handle(self, transfers):
        transfers.action_shipping_ship()
        self.env.cr.commit()  # pylint: disable=invalid-commit
        self.env["ecommerce.automation"]._cron_run("run_bulk")


class StockBatch(ReservedOrders):
    """Odoo alone, called once for all."""

    flavour = "bare-test"
    batch_size = ORDERS

    def handle(self, transfers):
        for ids in split_every(self.batch_size, transfers.ids):
            batch = transfers.browse(ids).with_context(
                skip_backorder=True, skip_sms=True
            )
            batch.button_validate()
            self.env.cr.commit()  # pylint: disable=invalid-commit


class StockSingles(StockBatch):
    """Odoo alone, called transfer by transfer."""

    batch_size = 1
