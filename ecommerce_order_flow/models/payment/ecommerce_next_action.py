from odoo import api, models

# What keeps a paid order from being confirmed until a person decides.
OPEN_QUESTIONS = ("amount_differs", "out_of_stock", "reward_lost")


class EcommerceNextAction(models.AbstractModel):
    _inherit = "ecommerce.next.action"

    @api.model
    def _get_rules(self):
        return {
            **super()._get_rules(),
            "accept": 220,
            "confirm": 230,
            "confirm_unpaid": 240,
            "wait_for_payment": 250,
            "capture": 420,
            "return_money": 430,
        }

    @api.model
    def _explain_accept(self, order):
        """Say what keeps a paid order from being confirmed, if a person has to decide.

        What the automations noted is shown besides.
        """
        cases = order.flow_failure_ids.filtered(
            lambda failure: failure.issue in OPEN_QUESTIONS
        )
        return order.state in ("draft", "sent") and cases[:1].reason

    @api.model
    def _explain_confirm(self, order):
        if not order._is_to_confirm():
            return False
        if order.payment_status == "authorized":
            return self.env._(
                "The payment is authorized, but the order is not confirmed: confirm it."
            )
        return self.env._(
            "The customer paid %(amount)s, but the order is not confirmed: confirm it.",
            amount=order._format_money(order.amount_received - order.amount_refunded),
        )

    @api.model
    def _explain_confirm_unpaid(self, order):
        if order.state not in ("draft", "sent") or order.payment_status != "pending":
            return False
        transaction = order.transaction_ids.filtered(lambda tx: tx.state == "pending")[
            :1
        ]
        if transaction.provider_code != "custom":
            return False
        return self.env._(
            "Waiting for %(amount)s by %(provider)s, reference %(reference)s: confirm "
            "the order when the money is there.",
            amount=order._format_money(transaction.amount),
            provider=transaction.provider_id.name,
            reference=order.reference or transaction.reference,
        )

    @api.model
    def _explain_wait_for_payment(self, order):
        if order.flow_stage != "awaiting_payment" or order.state == "sale":
            return False
        if order.payment_status == "pending":
            return self.env._(
                "Waiting for the payment provider to report the customer's payment."
            )
        if order.payment_status == "failed":
            return self._explain_failed_payment(order)
        if order.payment_status == "partially_paid":
            return self.env._(
                "The customer paid %(received)s of %(total)s: waiting for the rest.",
                received=order._format_money(order.amount_received),
                total=order._format_money(order.amount_total),
            )
        return self.env._("Waiting for the customer to pay.")

    @api.model
    def _explain_capture(self, order):
        if order.flow_stage != "to_ship" and order.payment_status == "authorized":
            return self.env._(
                "The payment is authorized and the goods have left: capture it."
            )
        return False

    @api.model
    def _explain_return_money(self, order):
        if order.payment_status == "overpaid":
            surplus = order.amount_received - order.amount_refunded - order.amount_total
            return self.env._(
                "The customer paid %(amount)s too much: refund it.",
                amount=order._format_money(surplus),
            )
        return False
