from odoo.fields import Command
from odoo.tools import mute_logger

from ..common import RUNNER, OrderFlowCommon


class InvoicingCommon(OrderFlowCommon):
    """A shop with a company among its customers."""

    staff_groups = "account.group_account_invoice"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company_customer = cls.env["res.partner"].create(
            {"name": "Lamps Ltd", "is_company": True, "email": "lamps@example.com"}
        )

    def _set_rules(self, business="never", consumer="never"):
        self.website.write({"invoice_business": business, "invoice_consumer": consumer})

    def _create_paid_order(self, **values):
        order = self._create_order(**values)
        self._pay(order)
        return order

    def _create_invoices(self):
        with mute_logger(RUNNER):
            self._run_automation("create_invoice")

    def _add_coupon(self, order, amount):
        """Take an amount off an order, as a coupon does."""
        self._arrange(order).order_line = [
            Command.create(
                {
                    "product_id": self.service.id,
                    "price_unit": -amount,
                    "tax_ids": False,
                }
            )
        ]
