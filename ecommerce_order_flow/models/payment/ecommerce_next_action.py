from odoo import api, models

# Issues that prevent a paid order from being confirmed.
CONFIRMATION_ISSUES = (
    "paid_too_little",
    "authorized_too_little",
    "out_of_stock",
    "reward_lost",
)
# Issues shown after the confirmation; the others have their own next action.
ISSUES_TO_DECIDE = (
    "authorized_too_much",
    "given_up",
    "shipped_too_much",
    "invoiced_too_much",
    "invoiced_too_little",
)
# Issues shown before the products are shipped.
LOST_PAYMENT_ISSUES = ("authorized_too_little", "payment_lost")


class EcommerceNextAction(models.AbstractModel):
    _inherit = "ecommerce.next.action"

    @api.model
    def _get_rules(self):
        return {
            **super()._get_rules(),
            "accept": 220,
            "confirm": 230,
            "wait_for_payment": 250,
            "lost_payment": 305,
            "decide": 400,
            "capture": 420,
            "return_money": 430,
        }

    @api.model
    def _explain_accept(self, order):
        """Return the message of the issue that prevents the order's confirmation.

        What the automations recorded is shown as well.
        """
        cases = order.flow_failure_ids.filtered(
            lambda failure: failure.issue in CONFIRMATION_ISSUES
        )
        return order.state in ("draft", "sent") and cases[:1].message

    @api.model
    def _explain_confirm(self, order):
        if not order._is_to_confirm():
            return False
        if order.payment_status == "authorized":
            return self.env._(
                "The payment is authorized, but the order is not confirmed: confirm it."
            )
        kept = self.env["ecommerce.order.facts"]._get_kept_amount(order)
        return self.env._(
            "The customer paid %(amount)s, but the order is not confirmed: confirm it.",
            amount=order._format_money(kept),
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
        if order.payment_status == "authorized":
            return self.env._(
                "Only %(authorized)s of %(total)s are authorized: waiting for the "
                "remaining amount.",
                authorized=order._format_money(order.amount_authorized),
                total=order._format_money(order.amount_total),
            )
        if order.payment_status == "partially_paid":
            return self.env._(
                "The customer paid %(received)s of %(total)s: waiting for the "
                "remaining amount.",
                received=order._format_money(order.amount_received),
                total=order._format_money(order.amount_total),
            )
        return self.env._("Waiting for the customer to pay.")

    @api.model
    def _explain_capture(self, order):
        is_due = order.amount_authorized > 0 and order.amount_owed > 0
        if order.state != "sale" or order.flow_stage == "to_ship" or not is_due:
            return False
        return self.env._(
            "%(amount)s are authorized and the products have been shipped: capture "
            "the amount.",
            amount=order._format_money(order.amount_authorized),
        )

    @api.model
    def _explain_lost_payment(self, order):
        return self._explain_issue(order, LOST_PAYMENT_ISSUES)

    @api.model
    def _explain_decide(self, order):
        return self._explain_issue(order, ISSUES_TO_DECIDE)

    @api.model
    def _explain_issue(self, order, codes):
        """Return the sentence for the largest of the order's issues with the codes."""
        if order.state != "sale":
            return False
        check = self.env["ecommerce.payment.check"]
        issue = check._find_issue(order, codes)
        return issue and check._explain(order, issue)

    @api.model
    def _explain_return_money(self, order):
        if order.state != "sale" or order.amount_owed >= 0:
            return False
        return self._explain_credit_notes(order) or self.env._(
            "The customer paid %(amount)s too much: refund it.",
            amount=order._format_money(-order.amount_owed),
        )

    @api.model
    def _explain_credit_notes(self, order):
        """Return a sentence if the credit notes exceed the amount paid."""
        paid = self.env["ecommerce.order.facts"]._get_kept_amount(order)
        if order.currency_id.compare_amounts(paid, -order.amount_owed) >= 0:
            return False
        return self.env._(
            "The credit notes amount to %(amount)s, but the customer paid %(paid)s: "
            "refund the amount, or correct the credit notes.",
            amount=order._format_money(-order.amount_owed),
            paid=order._format_money(max(paid, 0.0)),
        )
