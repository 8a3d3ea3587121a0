from odoo import api, models

from ...exceptions import IssueError

# Issues that are none for whoever accepts that less is paid than was agreed.
UNDERPAID_ISSUES = ("paid_too_little", "authorized_too_little")


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
    def _accept_less_money(self, orders):
        """Let orders that are paid in part be shipped: somebody confirms them so."""
        # In sudo mode because salespeople decide about orders, not about failures.
        orders.sudo().flow_failure_ids.filtered(
            lambda failure: failure.issue in UNDERPAID_ISSUES
        ).action_ignore()

    @api.model
    def _find_open_issue(self, order, codes):
        """Return the most expensive issue of some kinds that nobody ignored.

        :return: The `Issue`, or nothing.
        """
        issue = self._find_issue(order, codes)
        return issue if issue and not self._are_ignored(order) else None

    @api.model
    def _find_issue(self, order, codes):
        """Return the most expensive issue of some kinds, or nothing."""
        issues = self.env["ecommerce.order.status"]._parse_issues(order)
        return next((issue for issue in issues if issue.code in codes), None)

    @api.model
    def _are_ignored(self, order):
        """Return whether somebody ignored the issues as they are now."""
        # In sudo mode because warehouse people may not read failures.
        ignored = self.env["ecommerce.failure"].sudo()._find_ignored(order)
        return order.flow_issues in ignored.mapped("subject")

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
            "The order is cancelled, but the customer paid %(amount)s for nothing: "
            "re-open the order, or refund it.",
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
            amounts["amount"] = order._format_money(-order.amount_owed)
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
    def _explain_shipped_too_much(self, order, amounts):
        return self.env._(
            "Goods for %(amount)s left that were not ordered: raise the quantity in "
            "the order if the customer keeps and pays them, at a price of 0 if they "
            "are a present, or have them sent back.",
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
            "Prices were changed after the invoice, which lacks %(amount)s: reverse it "
            "and create a new one.",
            **amounts,
        )
