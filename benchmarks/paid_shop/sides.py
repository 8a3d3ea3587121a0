"""Sides that confirm and invoice paid orders."""

from odoo.tools import split_every

from ..framework.sides import Side
from ..oca.template import ADDONS as OCA_ADDONS
from ..oca.template import OcaTemplate
from .shop import PaidShop

AUTOMATIONS = ("confirm_paid", "create_invoice")
ORDERS = 400
BATCH = 50
WARM_UP = 10


class PaidOrders(Side):
    """Confirms and invoices paid eCommerce orders, an invoice each."""

    count = ORDERS

    def __init__(self, env):
        super().__init__(as_in_crons(env))

    def set_up(self):
        self.shop = PaidShop(self.env)
        self.open()
        self.handle(self.create(WARM_UP))

    def open(self):
        """Prepare the shop for the side."""

    def prepare(self):
        self.orders = self.create(self.count)
        return self.orders

    def create(self, count):
        """Return paid orders; they are committed."""
        orders = self.shop.create_paid_orders(count, **self.get_order_values())
        self.env.cr.commit()  # pylint: disable=invalid-commit
        return self.env["sale.order"].browse(orders.ids)

    def get_order_values(self):
        """Return further values of the orders."""
        return {}

    def run(self, orders):
        self.handle(orders)
        return len(orders)

    def handle(self, orders):
        """Confirm and invoice the orders; it is committed."""
        raise NotImplementedError

    def clean_up(self):
        """Override to check the result before the time counts."""
        super().clean_up()
        self.ensure_handled()

    def ensure_handled(self):
        """Check that the orders are confirmed and invoiced."""
        ensure_handled(self.orders)


class Automations(PaidOrders):
    """Our automations, as their crons run them."""

    def handle(self, orders):
        run_automations(self.env)


class StockBatches(PaidOrders):
    """Odoo alone, called with batches of orders."""

    flavour = "bare-test"
    batch_size = BATCH

    def handle(self, orders):
        for ids in split_every(self.batch_size, orders.ids):
            batch = orders.browse(ids)
            batch.action_confirm()
            batch._create_invoices(grouped=True, final=True).action_post()
            self.env.cr.commit()  # pylint: disable=invalid-commit


class StockSingles(StockBatches):
    """Odoo alone, called order by order."""

    batch_size = 1


class OcaWorkflow(PaidOrders):
    """OCA's automatic workflow, as its cron runs it."""

    addons = OCA_ADDONS

    @classmethod
    def get_template(cls):
        return OcaTemplate("test")

    def open(self):
        self.workflow = self.env.ref("sale_automatic_workflow.automatic_validation")
        self.workflow.send_order_confirmation_mail = False  # like on the other sides

    def get_order_values(self):
        return {"workflow_process_id": self.workflow.id}

    def handle(self, orders):
        self.env["automatic.workflow.job"].run()
        self.env.cr.commit()  # pylint: disable=invalid-commit


def as_in_crons(env):
    """Return the environment of Odoo's crons, which leave emails to the queue."""
    return env(context={**env.context, "mail_notify_force_send": False})


def run_automations(env):
    """Run our automations, as their crons do, until nothing is due."""
    env = as_in_crons(env)
    for code in AUTOMATIONS:
        env["ecommerce.automation"]._cron_run(code)


def ensure_handled(orders):
    """Check that each order is confirmed and has a posted invoice of its own.

    :raise RuntimeError: If not.
    """
    invoices = orders.invoice_ids
    states = {*orders.mapped("state"), *invoices.mapped("state")}
    if states != {"sale", "posted"} or len(invoices) != len(orders):
        raise RuntimeError(
            f"{len(orders)} orders have {len(invoices)} invoices; states: {states}"
        )
