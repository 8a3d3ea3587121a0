from odoo import models


class PaymentTransaction(models.Model):
    _inherit = "payment.transaction"

    def _invoice_sale_orders(self):
        """Override of `sale` to leave eCommerce orders to the automations."""
        return super(
            PaymentTransaction, self - self._filter_web_orders()
        )._invoice_sale_orders()

    def _send_invoice(self):
        """Override of `sale` to leave eCommerce orders to the automations."""
        return super(
            PaymentTransaction, self - self._filter_web_orders()
        )._send_invoice()
