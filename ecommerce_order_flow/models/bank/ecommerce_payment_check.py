from odoo import api, models


class EcommercePaymentCheck(models.AbstractModel):
    _inherit = "ecommerce.payment.check"

    @api.model
    def _explain_payment_lost(self, order, amounts):
        """Override to say that the bank took the payment back, if that is why."""
        shares = self.env["ecommerce.payment.match.order"].sudo()
        if not shares._find_last(order, "returned"):
            return super()._explain_payment_lost(order, amounts)
        return self.env._(
            "The bank took the payment back: %(amount)s are missing. Don't ship what "
            "is still here, and ask the customer to pay again, or cancel the order.",
            **amounts,
        )
