from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.fields import Domain

from ...exceptions import IssueError

# Customers who started an online payment may still be in the checkout.
CHECKOUT_TIME = relativedelta(hours=1)


class EcommercePaymentExpiry(models.AbstractModel):
    """Cancellation of orders unpaid after the deadline and the grace time.

    Orders are kept if a payment was received, is authorized or may be pending online,
    while a payment in *Payments to Match* may be theirs, when the products are being
    prepared, and while the bank statements are older than the grace time, because they
    may lack a payment.
    """

    _name = "ecommerce.payment.expiry"
    _description = "Expiry of Unpaid Orders"

    # === WHAT IS DUE === #

    @api.model
    def _get_due_domain(self):
        """Return the domain of the orders to cancel now."""
        return (
            Domain.OR(
                self._get_overdue_domain(provider)
                for provider in self._find_providers()
            )
            & Domain("payment_status", "=", "pending")
            & (
                Domain("state", "in", ("draft", "sent"))
                | Domain("state", "=", "sale")
                & Domain("waiting_policy", "=", "confirm")
            )
            & Domain("fulfillment_status", "in", ("not_yet", "nothing", "to_ship"))
            & Domain("transaction_ids", "not any", self._get_live_domain())
            & Domain("payment_share_ids", "not any", [("is_serious", "=", True)])
            & Domain("is_on_hold", "=", False)
            & self.env["website"]._get_automation_domain("date_order")
        )

    @api.model
    def _get_overdue_domain(self, provider):
        """Return the domain of the orders with overdue payments of a provider."""
        now = fields.Datetime.now()
        last_moment = now - relativedelta(days=provider.grace_days)
        return Domain("payment_due_at", "<=", last_moment) & Domain(
            "transaction_ids",
            "any",
            [("provider_id", "=", provider.id), ("state", "=", "pending")],
        )

    @api.model
    def _get_live_domain(self):
        """Return the domain of the payments that prevent a cancellation."""
        is_offline = Domain("provider_code", "=", "custom")
        just_now = fields.Datetime.now() - CHECKOUT_TIME
        return (
            Domain("state", "in", ("authorized", "done"))
            | Domain("state", "=", "pending") & ~is_offline
            | Domain("state", "=", "draft")
            & ~is_offline
            & Domain("create_date", ">", just_now)
        )

    @api.model
    def _find_providers(self):
        """Return the providers whose unpaid orders can be cancelled now."""
        return self._get_cancelling_providers().filtered(
            lambda provider: not self._explain_bank(provider)
        )

    @api.model
    def _get_cancelling_providers(self):
        # In sudo mode because the automation serves all companies, and not all users
        # who see it may read providers.
        return (
            self.env["payment.provider"]
            .sudo()
            .search([("code", "=", "custom"), ("cancel_unpaid", "=", True)])
        )

    @api.model
    def _explain_bank(self, provider):
        """Return why a payment may be missing in the statements, or an empty string.

        The dates of the statements count, not those of their import.
        """
        today = provider.company_id._get_today()
        first_day = today - relativedelta(days=max(provider.grace_days, 1))
        return self.env["ecommerce.bank.reach"]._explain_gap(provider, first_day)

    # === WHAT IS DONE === #

    @api.model
    def _expire(self, order):
        """Cancel the order and its pending payments, and notify the customer.

        :raise IssueError: If it can't be cancelled.
        """
        if reason := self._explain_obstacle(order):
            raise IssueError(
                self.env._(
                    "The order was not paid in time, but was not cancelled: %(reason)s",
                    reason=reason,
                )
            )
        expected = self.env["ecommerce.offline.payment"]._get_expected(order)
        order._cancel_before_shipping("deadline")
        expected._set_canceled(self.env._("The payment did not arrive in time."))

    @api.model
    def _explain_obstacle(self, order):
        """Return why the order can't be cancelled automatically, or a falsy value."""
        invoices = order.invoice_ids.filtered(lambda it: it.state == "posted")
        if invoices:
            return self.env._(
                "%(invoices)s would stay open. Cancel the order, and create a credit "
                "note.",
                invoices=", ".join(invoices.mapped("name")),
            )
        return self.env["ecommerce.cancellation.check"]._explain_refusal(order)
