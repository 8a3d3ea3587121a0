from odoo import api, fields, models
from odoo.exceptions import UserError

from ..engine.locks import lock_or_refuse
from .payment_transaction import PAYMENT_DAY, PAYMENT_JOURNAL


class EcommerceOfflinePayment(models.AbstractModel):
    """Registration of payments that no payment provider reports."""

    _name = "ecommerce.offline.payment"
    _description = "Registration of Offline Payments"

    @api.model
    def _book(self, order, amount, day, journal, payment=None):
        """Register a payment for an order, as if a provider had reported it.

        It confirms the order if the amount suffices, creates a payment in accounting,
        and settles the invoice. A lower amount leaves the order waiting; a higher one
        is an issue.

        :param amount: In the order's currency.
        :param day: The date of the payment.
        :param journal: The bank or cash journal of the payment.
        :param payment: The payment registered in accounting before, if any: then none
            is created.
        :return: The transaction, with its payment.
        :raise UserError: With the reason if it can't be registered.
        """
        # In sudo mode because users who register payments can't read transactions.
        order_sudo = order.sudo().with_company(order.company_id)
        lock_or_refuse(order_sudo, order_sudo.transaction_ids)
        self._ensure_bookable(order_sudo, amount, day, journal)
        tx = self._find_expected(order_sudo, amount) or self._create_transaction(
            order_sudo, amount
        )
        tx = tx.with_context(**{PAYMENT_DAY: day, PAYMENT_JOURNAL: journal.sudo()})
        if payment:
            payment.sudo().payment_transaction_id = tx
            tx.payment_id = payment
        tx._set_done()
        tx.with_context(ecommerce_order_flow_raise=True)._post_process()
        self._drop_expected(order_sudo)
        return tx

    # === WHAT IS EXPECTED === #

    @api.model
    def _get_missing(self, order):
        """Return the outstanding amount: the whole balance, or a down payment.

        The announced amount only decides whether it is a down payment, because the
        order may have been changed since.
        """
        # In sudo mode because salespeople can't read transactions.
        order_sudo = order.sudo()
        missing = order_sudo.amount_owed - order_sudo.amount_authorized
        deposit = self._get_missing_deposit(order_sudo)
        return max(min(missing, deposit) if deposit else missing, 0.0)

    @api.model
    def _get_missing_deposit(self, order):
        """Return the outstanding part of the down payment chosen by the customer.

        :return: None if the whole order is to be paid.
        """
        compare = order.currency_id.compare_amounts
        facts = self.env["ecommerce.order.facts"]
        required = facts._get_required_amount(order)
        expected = self._get_expected(order)[-1:]
        is_deposit = (
            expected
            and compare(required, order.amount_total) < 0
            and compare(expected.amount, required) <= 0
        )
        if not is_deposit:
            return None
        there = facts._get_kept_amount(order) + order.amount_authorized
        return order.currency_id.round(max(required - there, 0.0))

    @api.model
    def _get_journal(self, order):
        """Return the most likely journal for payments of an order."""
        # In sudo mode because salespeople can't read payment providers.
        provider_sudo = self._get_expected(order.sudo())[-1:].provider_id
        return provider_sudo.journal_id or self.env["account.journal"].search(
            [("type", "=", "bank"), ("company_id", "=", order.company_id.id)], limit=1
        )

    # === CHECKS === #

    @api.model
    def _ensure_bookable(self, order, amount, day, journal):
        if self._is_never_placed(order):
            raise UserError(
                self.env._(
                    "%(order)s is a cart that has not been ordered yet: send it as a "
                    "quotation first, or let the customer place the order.",
                    order=order.name,
                )
            )
        if order.currency_id.compare_amounts(amount, 0.0) <= 0:
            raise UserError(self.env._("Enter the amount that the customer paid."))
        if not day or day > fields.Date.context_today(order):
            raise UserError(
                self.env._(
                    "Enter the date on which the payment arrived: today or earlier."
                )
            )
        if journal.company_id != order.company_id:
            raise UserError(
                self.env._(
                    "%(journal)s belongs to another company than %(order)s.",
                    journal=journal.display_name,
                    order=order.name,
                )
            )
        company = order.company_id
        # Odoo would silently use another date.
        if locks := company._get_violated_lock_dates(day, False, journal):
            raise UserError(
                self.env._(
                    "The payment cannot be booked on this date because the period is "
                    "closed: %(locks)s. Enter a later date, or open the period.",
                    locks=company._format_lock_dates(locks),
                )
            )

    @api.model
    def _is_never_placed(self, order):
        """Return whether the order is a cart that was neither paid nor sent."""
        is_cart = order.website_id and order.state == "draft"
        return is_cart and not order.transaction_ids

    # === TRANSACTIONS === #

    @api.model
    def _find_expected(self, order, amount):
        """Return the pending payment with this amount, if any."""
        return self._get_expected(order).filtered(
            lambda tx: (
                tx.currency_id == order.currency_id
                and tx.currency_id.compare_amounts(tx.amount, amount) == 0
                and tx.sale_order_ids == order
            )
        )[-1:]

    @api.model
    def _get_expected(self, order):
        """Return the pending offline payments of an order."""
        return order.transaction_ids.filtered(
            lambda tx: tx.state == "pending" and tx.provider_code == "custom"
        )

    @api.model
    def _create_transaction(self, order, amount):
        provider = self._get_provider(order)
        method = provider.with_context(active_test=False).payment_method_ids[:1]
        # In sudo mode because whoever may register payments can't create transactions.
        return (
            self.env["payment.transaction"]
            .sudo()
            .create(
                {
                    "provider_id": provider.id,
                    "payment_method_id": method.id,
                    "reference": self.env["payment.transaction"]
                    .sudo()
                    ._compute_reference(provider.code, prefix=order.name),
                    "amount": amount,
                    "currency_id": order.currency_id.id,
                    "partner_id": order.partner_invoice_id.id,
                    "operation": "offline",
                    "sale_order_ids": order.ids,
                }
            )
        )

    @api.model
    def _get_provider(self, order):
        """Return the provider of the pending payment, or wire transfer.

        :raise UserError: If the company has none.
        """
        expected = self._get_expected(order)[-1:].provider_id
        # In sudo mode because salespeople can't read payment providers.
        provider = expected or self.env["payment.provider"].sudo().search(
            [
                ("company_id", "=", order.company_id.id),
                ("custom_mode", "=", "wire_transfer"),
            ],
            limit=1,
        )
        if not provider:
            raise UserError(
                self.env._(
                    "Payments are registered with the payment provider Wire Transfer, "
                    "which %(company)s does not have: install it first.",
                    company=order.company_id.name,
                )
            )
        return provider

    @api.model
    def _drop_expected(self, order):
        """Cancel the pending payments if the outstanding amount is zero."""
        deposit = self._get_missing_deposit(order)
        missing = self._get_missing(order) if deposit is None else deposit
        if order.currency_id.is_zero(missing):
            self._get_expected(order)._set_canceled(
                self.env._("The order was paid in another way.")
            )
