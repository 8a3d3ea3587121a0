from odoo import api, models


class EcommerceNextAction(models.AbstractModel):
    _inherit = "ecommerce.next.action"

    @api.model
    def _get_rules(self):
        return {**super()._get_rules(), "confirm_unpaid": 240, "await_payment": 315}

    @api.model
    def _explain_confirm(self, order):
        """Override to confirm orders that may be confirmed unpaid."""
        if order._is_to_confirm() and order.payment_status == "pending":
            return self.env._(
                "The order should be confirmed before it is paid, but is not "
                "confirmed yet: confirm it."
            )
        return super()._explain_confirm(order)

    @api.model
    def _explain_confirm_unpaid(self, order):
        if order.state not in ("draft", "sent") or order.payment_status != "pending":
            return False
        payments = self.env["ecommerce.offline.payment"]
        transaction = payments._get_expected(order)[-1:]
        if not transaction:
            return False
        sentence = self.env._(
            "Waiting for %(amount)s by %(provider)s (payment reference: "
            "%(reference)s). Register the payment once it has arrived.",
            amount=order._format_money(payments._get_missing(order)),
            provider=transaction.provider_id.name,
            reference=order.reference or transaction.reference,
        )
        return " ".join(filter(None, [sentence, self._explain_deadline(order)]))

    @api.model
    def _explain_await_payment(self, order):
        if not self.env["ecommerce.payment.deadline"]._holds_delivery(order):
            return False
        return self.env._(
            "The delivery is on hold until the order is paid (%(amount)s missing): "
            "register the payment once it has arrived. %(deadline)s",
            amount=order._format_money(order.amount_owed),
            deadline=self._explain_deadline(order),
        ).strip()

    @api.model
    def _explain_deadline(self, order):
        """Return a sentence with the payment deadline, or an empty string."""
        deadline = self.env["ecommerce.payment.deadline"]
        day = deadline._format_due_on(order)
        if not day:
            return ""
        if deadline._is_over(order):
            return self.env._("It was due by %(day)s.", day=day)
        return self.env._("It is due by %(day)s.", day=day)
