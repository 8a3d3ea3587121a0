from odoo import api, models


class EcommercePaymentCheck(models.AbstractModel):
    _inherit = "ecommerce.payment.check"

    @api.model
    def _explain_payment_lost(self, order, amounts):
        """Override to name the bank's reversal as the reason."""
        # In sudo mode because warehouse people can't read what the bank took back.
        shares = self.env["ecommerce.payment.match.order"].sudo()
        if not shares._find_last(order, "returned"):
            return super()._explain_payment_lost(order, amounts)
        return self.env._(
            "The bank reversed the payment: %(amount)s are missing. Do not ship "
            "anything else, and ask the customer to pay again, or cancel the order.",
            **amounts,
        )
