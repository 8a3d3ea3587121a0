from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.fields import Domain

from ...exceptions import IssueError

# Who began to pay online may still be at it.
CHECKOUT_TIME = relativedelta(hours=1)


class EcommercePaymentExpiry(models.AbstractModel):
    """Cancels orders that nobody paid until the deadline and the grace time after it.

    Never with money that came, is authorized or may be on its way online, nor once the
    goods are being prepared, nor while the bank's statements are older than the grace
    time: what they don't show yet may have come.
    """

    _name = "ecommerce.payment.expiry"
    _description = "Expiry of Unpaid Orders"

    # === WHAT IS DUE === #

    @api.model
    def _get_due_domain(self):
        """Return the domain of the orders that are to be cancelled now."""
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
            & Domain("fulfillment_status", "in", ("nothing", "to_ship"))
            & Domain("transaction_ids", "not any", self._get_live_domain())
            & Domain("is_on_hold", "=", False)
            & self.env["website"]._get_automation_domain("date_order")
        )

    @api.model
    def _get_overdue_domain(self, provider):
        """Return the domain of the orders that should have been paid by a provider."""
        now = fields.Datetime.now()
        last_moment = now - relativedelta(days=provider.grace_days)
        return Domain("payment_due_at", "<=", last_moment) & Domain(
            "transaction_ids",
            "any",
            [("provider_id", "=", provider.id), ("state", "=", "pending")],
        )

    @api.model
    def _get_live_domain(self):
        """Return the domain of the payments with which an order is left alone."""
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
        """Return the providers whose unpaid orders are cancelled, as of now."""
        # In sudo mode because the automation serves all companies.
        providers = (
            self.env["payment.provider"]
            .sudo()
            .search([("code", "=", "custom"), ("cancel_unpaid", "=", True)])
        )
        return providers.filtered(self._is_bank_known)

    @api.model
    def _is_bank_known(self, provider):
        """Return whether the bank's statements are new enough, if any are imported."""
        company = provider.company_id
        journals = provider.env["account.journal"].search(
            [("type", "=", "bank"), ("company_id", "=", company.id)]
        )
        last_line = provider.env["account.bank.statement.line"].search(
            [("company_id", "=", company.id)], order="id DESC", limit=1
        )
        imports = [*journals.mapped("bank_imported_at"), last_line.create_date]
        oldest = fields.Datetime.now() - relativedelta(days=max(provider.grace_days, 1))
        last = max(filter(None, imports), default=None)
        return not last or last >= oldest

    # === WHAT IS DONE === #

    @api.model
    def _expire(self, order):
        """Cancel the order and what was expected of it, and have the customer told.

        :raise IssueError: If it can't be cancelled anymore.
        """
        if reason := self._explain_obstacle(order):
            raise IssueError(
                self.env._(
                    "The order was not paid in time, but isn't cancelled: %(reason)s",
                    reason=reason,
                )
            )
        expected = self.env["ecommerce.offline.payment"]._get_expected(order)
        order._cancel_before_shipping("deadline")
        expected._set_canceled(self.env._("It was not paid in time."))

    @api.model
    def _explain_obstacle(self, order):
        """Return why the order can't be cancelled by itself, if so."""
        invoices = order.invoice_ids.filtered(lambda it: it.state == "posted")
        if invoices:
            return self.env._(
                "%(invoices)s would stay open. Cancel the order, and create a credit "
                "note.",
                invoices=", ".join(invoices.mapped("name")),
            )
        return self.env["ecommerce.cancellation.check"]._explain_refusal(order)
