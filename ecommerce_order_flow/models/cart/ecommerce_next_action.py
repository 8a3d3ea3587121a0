from odoo import api, models


class EcommerceNextAction(models.AbstractModel):
    _inherit = "ecommerce.next.action"

    @api.model
    def _get_rules(self):
        return {
            **super()._get_rules(),
            "recover": 260,
            "wait_for_checkout": 270,
        }

    @api.model
    def _explain_recover(self, order):
        if order.is_abandoned_cart and not order.cart_recovery_email_sent:
            return self.env._("Abandoned cart: send the customer a reminder.")
        return False

    @api.model
    def _explain_wait_for_checkout(self, order):
        if order.flow_stage != "cart":
            return False
        if order.payment_status == "failed":
            return self._explain_failed_payment(order)
        return self.env._("The customer has not completed the checkout yet.")
