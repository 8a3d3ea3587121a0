from odoo import api, models


class EcommercePaymentCheck(models.AbstractModel):
    _inherit = "ecommerce.payment.check"

    @api.model
    def _explain_paid_after_cancellation(self, order, amounts):
        """Override: what customers cancelled themselves isn't re-opened."""
        if order.cancelled_by != "customer":
            return super()._explain_paid_after_cancellation(order, amounts)
        return self.env._(
            "The customer cancelled the order and paid %(paid)s: refund the payment.",
            **amounts,
        )
