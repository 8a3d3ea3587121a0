from odoo import api, models

from ...exceptions import IssueError

# Issues that are resolved by accepting a lower payment than agreed.
UNDERPAID_ISSUES = ("paid_too_little", "authorized_too_little")


class EcommercePaymentCheck(models.AbstractModel):
    """Explanations of mismatches between payments, shipments and documents."""

    _name = "ecommerce.payment.check"
    _description = "Payment Check"

    @api.model
    def _get_issue(self, order):
        """Return the issues of an order as one error, the largest amount first.

        :rtype: IssueError
        """
        issues = self.env["ecommerce.order.status"]._parse_issues(order)
        sentences = [self._explain(order, issue) for issue in issues]
        return IssueError(" ".join(sentences), issue=issues[0].code)

    @api.model
    def _accept_less_money(self, orders):
        """Ignore the underpayment issues, because a user confirms the orders anyway."""
        # In sudo mode because salespeople decide about orders, but can't write
        # failures.
        orders.sudo().flow_failure_ids.filtered(
            lambda failure: failure.issue in UNDERPAID_ISSUES
        ).action_ignore()

    @api.model
    def _find_open_issue(self, order, codes):
        """Return the largest of the order's issues with these codes, unless ignored.

        :return: The `Issue`, or None.
        """
        issue = self._find_issue(order, codes)
        return issue if issue and not self._are_ignored(order) else None

    @api.model
    def _find_issue(self, order, codes):
        """Return the largest of the order's issues with these codes, or None."""
        issues = self.env["ecommerce.order.status"]._parse_issues(order)
        return next((issue for issue in issues if issue.code in codes), None)

    @api.model
    def _are_ignored(self, order):
        """Return whether the present issues were ignored by a user."""
        # In sudo mode because warehouse users can't read failures.
        ignored = self.env["ecommerce.failure"].sudo()._find_ignored(order)
        return order.flow_issues in ignored.mapped("subject")

    @api.model
    def _explain(self, order, issue):
        """Return a sentence with the issue, its amount and the action required."""
        kept = self.env["ecommerce.order.facts"]._get_kept_amount(order)
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
            "The order is cancelled, but the customer paid %(amount)s: confirm the "
            "order again, or refund the amount.",
            **amounts,
        )

    @api.model
    def _explain_paid_too_little(self, order, amounts):
        if order.state == "sale":
            return self.env._(
                "The customer paid %(paid)s, and %(amount)s are missing: request the "
                "remaining amount, or lower the order to the agreed amount.",
                **amounts,
            )
        return self.env._(
            "The customer paid %(paid)s of %(total)s: request the remaining amount, "
            "confirm the order anyway, or refund the payment.",
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
            "The customer paid %(paid)s, but the order total is %(total)s: refund "
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
            "Only %(authorized)s are authorized, %(amount)s less than the customer "
            "has to pay: request the remaining amount, or void the transaction and "
            "cancel the order.",
            **amounts,
        )

    @api.model
    def _explain_authorized_too_much(self, order, amounts):
        return self.env._(
            "%(authorized)s are authorized, %(amount)s more than the customer has to "
            "pay: capture only what is due, and void the rest.",
            **amounts,
        )

    @api.model
    def _explain_given_up(self, order, amounts):
        if order.amount_owed < 0:
            amounts["amount"] = order._format_money(-order.amount_owed)
            return self.env._(
                "Products worth %(amount)s are paid but will not be shipped, because "
                "their transfer was cancelled or closed without a backorder: ship "
                "them anyway, or refund them.",
                **amounts,
            )
        return self.env._(
            "Nothing of the order will be shipped, because its transfer was "
            "cancelled: ship the products anyway, or cancel the order.",
            **amounts,
        )

    @api.model
    def _explain_shipped_too_much(self, order, amounts):
        return self.env._(
            "Products worth %(amount)s were shipped without being ordered: increase "
            "the quantity in the order if the customer keeps and pays for them (at a "
            "price of 0 if they are a gift), or have them sent back.",
            **amounts,
        )

    @api.model
    def _explain_invoiced_too_much(self, order, amounts):
        return self.env._(
            "The invoices are %(amount)s higher than what the customer has to pay: "
            "create a credit note for the difference.",
            **amounts,
        )

    @api.model
    def _explain_invoiced_too_little(self, order, amounts):
        return self.env._(
            "Prices were changed after the invoice, which is now %(amount)s too low: "
            "reverse it and create a new one.",
            **amounts,
        )
