from odoo import api, models
from odoo.tools import format_date


class EcommerceNextAction(models.AbstractModel):
    _inherit = "ecommerce.next.action"

    @api.model
    def _get_rules(self):
        return {**super()._get_rules(), "await_payment": 315}

    @api.model
    def _explain_confirm(self, order):
        """Override for orders that needn't be paid to be confirmed."""
        if order._is_to_confirm() and order.payment_status == "pending":
            return self.env._(
                "The order is to be confirmed before it is paid, but it isn't "
                "confirmed yet: confirm it."
            )
        return super()._explain_confirm(order)

    @api.model
    def _explain_confirm_unpaid(self, order):
        """Override to say until when the customer may pay."""
        sentence = super()._explain_confirm_unpaid(order)
        if not sentence or not order.payment_due_at:
            return sentence
        return f"{sentence} {self._explain_deadline(order)}"

    @api.model
    def _explain_await_payment(self, order):
        if not self.env["ecommerce.payment.deadline"]._holds_delivery(order):
            return False
        return self.env._(
            "The delivery is held until the order is paid, %(amount)s are missing: "
            "register the payment when it is there. %(deadline)s",
            amount=order._format_money(order.amount_owed),
            deadline=self._explain_deadline(order),
        )

    @api.model
    def _explain_deadline(self, order):
        deadline = self.env["ecommerce.payment.deadline"]
        day = format_date(self.env, deadline._get_due_on(order))
        if deadline._is_over(order):
            return self.env._("It was due by %(day)s.", day=day)
        return self.env._("It is due by %(day)s.", day=day)
