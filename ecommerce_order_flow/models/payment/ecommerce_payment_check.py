from odoo import api, models

from ...exceptions import IssueError


class EcommercePaymentCheck(models.AbstractModel):
    """Says in words what doesn't fit with an order's payments, goods and documents."""

    _name = "ecommerce.payment.check"
    _description = "Check of Payments"

    @api.model
    def _get_issue(self, order):
        """Return the issues of an order as one error, the most expensive one first.

        :rtype: IssueError
        """
        issues = self.env["ecommerce.order.status"]._parse_issues(order)
        sentences = [self._explain(order, issue) for issue in issues]
        return IssueError(" ".join(sentences), issue=issues[0].code)

    @api.model
    def _explain(self, order, issue):
        """Return what is wrong, by how much, and what to do."""
        kept = order.amount_received - order.amount_refunded
        amounts = {
            "paid": order._format_money(kept),
            "total": order._format_money(order.amount_total),
            "authorized": order._format_money(order.amount_authorized),
            "amount": order._format_money(issue.amount),
        }
        return getattr(self, f"_explain_{issue.code}")(order, amounts)

    @api.model
    def _explain_paid_after_cancellation(self, order, amounts):
        return self.env._(
            "The order is cancelled, but the customer paid %(paid)s: re-open the "
            "order, or refund the payment.",
            **amounts,
        )

    @api.model
    def _explain_paid_too_little(self, order, amounts):
        if order.state == "sale":
            return self.env._(
                "The customer paid %(paid)s, and %(amount)s are missing: ask for the "
                "rest, or lower the order to what was agreed.",
                **amounts,
            )
        return self.env._(
            "The customer paid %(paid)s, but the order is %(total)s: ask for the rest, "
            "confirm the order all the same, or refund the payment.",
            **amounts,
        )

    @api.model
    def _explain_paid_twice(self, order, amounts):
        return self.env._(
            "The customer paid more than once, %(paid)s instead of %(total)s: refund "
            "%(amount)s.",
            **amounts,
        )

    @api.model
    def _explain_paid_too_much(self, order, amounts):
        return self.env._(
            "The customer paid %(paid)s, but the order is %(total)s: refund "
            "%(amount)s.",
            **amounts,
        )

    @api.model
    def _explain_payment_lost(self, order, amounts):
        return self.env._(
            "The order is confirmed, but its payment failed or lapsed: %(amount)s are "
            "missing. Ask the customer to pay again, or cancel the order.",
            **amounts,
        )

    @api.model
    def _explain_authorized_too_little(self, order, amounts):
        return self.env._(
            "Only %(authorized)s are authorized, %(amount)s less than the customer is "
            "to pay: ask for the rest, or void the payment and cancel the order.",
            **amounts,
        )

    @api.model
    def _explain_authorized_too_much(self, order, amounts):
        return self.env._(
            "%(authorized)s are authorized, %(amount)s more than the customer is to "
            "pay: capture only what is due, and void the rest.",
            **amounts,
        )

    @api.model
    def _explain_given_up(self, order, amounts):
        if order.amount_owed < 0:
            return self.env._(
                "Goods for %(amount)s are paid but will not leave, because their "
                "transfer was cancelled or closed without a backorder: ship them after "
                "all, or refund them.",
                **amounts,
            )
        return self.env._(
            "Nothing of the order will leave, because its transfer was cancelled: ship "
            "the goods after all, or cancel the order.",
            **amounts,
        )

    @api.model
    def _explain_invoiced_too_much(self, order, amounts):
        return self.env._(
            "The invoices ask for %(amount)s more than the customer is to pay: create "
            "a credit note over it.",
            **amounts,
        )

    @api.model
    def _explain_invoiced_too_little(self, order, amounts):
        return self.env._(
            "Prices were raised after the invoice, which lacks %(amount)s: reverse it "
            "and create a new one.",
            **amounts,
        )
