from odoo import api, models


class EcommercePaymentCheck(models.AbstractModel):
    _inherit = "ecommerce.payment.check"

    @api.model
    def _explain_paid_after_cancellation(self, order, amounts):
        """Override to not propose reopening orders that customers cancelled."""
        if order.cancelled_by != "customer":
            return super()._explain_paid_after_cancellation(order, amounts)
        return self.env._(
            "The customer cancelled the paid order: refund %(paid)s.",
            **amounts,
        )
