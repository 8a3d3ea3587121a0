"""A shop with paid orders that aren't confirmed yet."""

from odoo import fields
from odoo.fields import Command

from ..old_shop.shop import OldShop

LINES = 2
MOST_CUSTOMERS = 400


def open_printing_shop(env):
    """Return a shop whose emails keep their documents, which take most of the time."""
    templates = env["mail.template"].search([])
    printed = {template: template.report_template_ids for template in templates}
    shop = PaidShop(env)
    for template, reports in printed.items():
        template.report_template_ids = reports
    return shop


class PaidShop(OldShop):
    """A shop that invoices everybody on payment."""

    def __init__(self, env):
        super().__init__(env)
        self.customers = []
        if "invoice_business" in self.website._fields:
            self.website.invoice_business = "on_payment"
            self.website.invoice_consumer = "on_payment"

    def create_paid_orders(self, count, **values):
        """Return eCommerce orders with processed payments."""
        orders = self.create_orders(count, **values)
        self.create_payments(
            orders,
            state="done",
            last_state_change=fields.Datetime.now(),
            is_post_processed=True,
        )
        return orders

    def create_orders(self, count, **values):
        """Return carts of different customers."""
        wanted = range(len(self.customers), min(count, MOST_CUSTOMERS))
        self.customers += [self.create_customer(number) for number in wanted]
        return self.env["sale.order"].create(
            [
                self.prepare_order(
                    LINES,
                    partner_id=self.customers[number % MOST_CUSTOMERS].id,
                    **values,
                )
                for number in range(count)
            ]
        )

    def create_payments(self, orders, **values):
        """Return a transaction for each order."""
        return self.env["payment.transaction"].create(
            [{**self.prepare_payment(order), **values} for order in orders]
        )

    def prepare_payment(self, order):
        """Return the values of a transaction that pays an order."""
        return {
            "provider_id": self.card.id,
            "payment_method_id": self.card.payment_method_ids[:1].id,
            "amount": order.amount_total,
            "currency_id": order.currency_id.id,
            "partner_id": order.partner_id.id,
            "operation": "online_direct",
            "reference": order.name,
            "sale_order_ids": [Command.set(order.ids)],
        }
