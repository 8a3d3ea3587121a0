"""Order confirmations with the order as PDF: our automation against Odoo's method.

Both have a server, which wkhtmltopdf asks for stylesheets; emails are queued.
"""

from contextlib import ExitStack

from dev.shop.api import odoo_server

from .framework.comparison import Comparison
from .framework.figures import RECORDS_PER_SECOND
from .framework.sides import Side
from .paid_shop.shop import open_printing_shop
from .paid_shop.sides import as_in_crons

ORDERS = 10


class Confirmations(Side):
    """Sends the confirmations of confirmed orders."""

    def __init__(self, env):
        super().__init__(as_in_crons(env))
        self.stack = ExitStack()

    def set_up(self):
        self.shop = open_printing_shop(self.env)
        self.env["ir.cron"].search([]).active = False  # The server must not help.
        self.env.cr.commit()  # pylint: disable=invalid-commit
        site = self.stack.enter_context(odoo_server(self.env.cr.dbname))
        self.env["ir.config_parameter"].set_param("web.base.url", site)

    def prepare(self):
        self.orders = self.shop.create_paid_orders(ORDERS)
        self.orders.with_context(send_email=False).action_confirm()
        self.env.cr.commit()  # pylint: disable=invalid-commit
        return self.env["sale.order"].browse(self.orders.ids)

    def run(self, orders):
        self.send(orders)
        return len(orders)

    def send(self, orders):
        """Queue an email for each order; it is committed."""
        raise NotImplementedError

    def clean_up(self):
        """Override to check that each order has one email with one document."""
        super().clean_up()
        mails = self.env["mail.mail"].search(
            [("model", "=", "sale.order"), ("res_id", "in", self.orders.ids)]
        )
        documents = mails.attachment_ids.filtered(lambda it: "pdf" in it.mimetype)
        if len(mails) != ORDERS or len(documents) != ORDERS:
            raise RuntimeError(
                f"{ORDERS} orders have {len(mails)} emails, {len(documents)} documents"
            )


class Automation(Confirmations):
    """Our automation, as its cron runs it."""

    def send(self, orders):
        self.env["ecommerce.automation"]._cron_run("send_order_mail")


class StockMethod(Confirmations):
    """Odoo's method, order by order."""

    flavour = "bare-test"

    def send(self, orders):
        for order in orders:
            order._send_order_confirmation_mail()
            self.env.cr.commit()  # pylint: disable=invalid-commit


class Benchmark(Comparison):
    name = "mail_vs_native"
    title = f"sending {ORDERS} order confirmations with PDF: ours, and Odoo's method"
    unit = RECORDS_PER_SECOND
    ours = Automation
    theirs = StockMethod
    warm_up = 1
    rounds = 5
    limit = 4.0
