"""The request that reports a payment: ours against Odoo's, which invoices at once.

Emails are queued on both sides. Odoo prints the order and the invoice in the request.
"""

from .framework.comparison import Comparison
from .framework.sides import Side
from .paid_shop.shop import open_printing_shop

ORDERS = 10


class PaymentRequests(Side):
    """Processes the payments of orders one by one."""

    def set_up(self):
        self.shop = open_printing_shop(self.env)  # part of Odoo's cost
        parameters = self.env["ir.config_parameter"]
        parameters.set_param("sale.automatic_invoice", "True")

    def prepare(self):
        orders = self.shop.create_orders(ORDERS)
        txs = self.shop.create_payments(orders)
        for tx in txs:
            tx._set_done()
        self.env.cr.commit()  # pylint: disable=invalid-commit
        context = {"mail_notify_force_send": False}
        return self.env["payment.transaction"].with_context(**context).browse(txs.ids)

    def run(self, transactions):
        for tx in transactions:
            tx._post_process()
            self.env.cr.commit()  # pylint: disable=invalid-commit
            self.env.invalidate_all()


class WithAddon(PaymentRequests):
    """Odoo with our addon, which leaves invoice and emails to the automations."""


class WithoutAddon(PaymentRequests):
    """Odoo alone."""

    flavour = "bare-test"


class Benchmark(Comparison):
    name = "payment_request"
    title = f"processing {ORDERS} payments, with our automations and automatic invoices"
    ours = WithAddon
    theirs = WithoutAddon
    warm_up = 1
    rounds = 5
    limit = 1.0
