from odoo import api, models


class EcommerceNextAction(models.AbstractModel):
    _inherit = "ecommerce.next.action"

    @api.model
    def _get_rules(self):
        return {
            **super()._get_rules(),
            "return_cancelled_money": 110,
            "void": 120,
            "cancel": 310,
        }

    @api.model
    def _explain_return_cancelled_money(self, order):
        kept = -order.amount_owed
        if order.state != "cancel" or kept <= 0:
            return False
        if order.cancelled_by == "customer":
            return self.env._(
                "The customer cancelled the order and paid %(amount)s: refund the "
                "payment.",
                amount=order._format_money(kept),
            )
        return self.env._(
            "The order is cancelled, but the customer paid %(amount)s: refund the "
            "payment, or re-open the order.",
            amount=order._format_money(kept),
        )

    @api.model
    def _explain_void(self, order):
        if order.state == "cancel" and order.payment_status == "authorized":
            return self.env._(
                "The order is cancelled, but its payment is still authorized: void it."
            )
        return False

    @api.model
    def _explain_cancel(self, order):
        if order.flow_stage == "to_ship" and order.payment_status == "refunded":
            return self.env._(
                "The customer has the money back, but the goods are still to ship: "
                "cancel the order."
            )
        return False
