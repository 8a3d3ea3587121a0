from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import format_date

from ..engine.locks import lock_or_refuse

# Reasons with which payments for settled orders can be accepted.
SETTLED_REASONS = ("paid", "registered", "cancelled")


class EcommerceBankBooking(models.AbstractModel):
    """Booking of bank payments for eCommerce orders, and of their returns."""

    _name = "ecommerce.bank.booking"
    _description = "Booking of Bank Lines"

    @api.model
    def _book(self, match):
        """Book the shares of the orders, and reconcile the bank line with them.

        :raise UserError: With the reason if it isn't possible.
        """
        shares = self._get_shares(match)
        self._ensure_bookable(match, shares)
        for share in shares.filtered(lambda share: not share.payment_id):
            share.payment_id = self._get_payment(match, share)
        if match.line_id:
            reconciliation = self.env["ecommerce.bank.reconciliation"]
            reconciliation._reconcile(
                match.line_id,
                [reconciliation._get_outstanding(share.payment_id) for share in shares],
            )

    @api.model
    def _get_shares(self, match):
        """Return the shares of orders, in the common locking order."""
        shares = match.share_ids.filtered("amount")
        return shares.sorted(lambda share: share.order_id.id)

    @api.model
    def _get_payment(self, match, share):
        """Return the payment of a share: registered before, or a new one."""
        order = share.order_id
        registered = match.reason == "registered" and self.env[
            "ecommerce.bank.reconciliation"
        ]._find_registered(order, share.amount, match.journal_id)
        if registered:
            return registered
        tx = self.env["ecommerce.offline.payment"]._book(
            order, share.amount, match.booked_on, match.journal_id, match.payment_id
        )
        return tx.payment_id

    # === MAY IT BE BOOKED? === #

    @api.model
    def _find_change(self, match):
        """Return why a sure match doesn't fit anymore, or an empty string."""
        for share in match.share_ids:
            order = share.order_id
            lock_or_refuse(order, order.transaction_ids)
            if order.state == "cancel":
                return "cancelled"
            if reason := self._compare(order, share):
                return reason
        return ""

    @api.model
    def _compare(self, order, share):
        """Return how a share differs from the order's outstanding amount, if so."""
        missing = self.env["ecommerce.offline.payment"]._get_missing(order)
        difference = order.currency_id.compare_amounts(share.amount, missing)
        if difference and missing <= 0:
            return "paid"
        return {-1: "too_little", 0: "", 1: "too_much"}[difference]

    @api.model
    def _ensure_unchanged(self, match):
        """Check that the orders are still as shown to the user who accepts.

        :raise UserError: If they were paid or cancelled meanwhile.
        """
        for share in self._get_shares(match):
            order = share.order_id
            lock_or_refuse(order, order.transaction_ids)
            if registered := self._find_registered(match, share):
                match.reason = "registered"
                share.payment_id = registered
            if order.state == "cancel" and match.reason != "cancelled":
                raise UserError(
                    self.env._(
                        "%(order)s was cancelled in the meantime. Confirm it again "
                        "first, or split the payment if it is for another order.",
                        order=order.name,
                    )
                )
            if order.amount_owed <= 0 and match.reason not in SETTLED_REASONS:
                raise UserError(
                    self.env._(
                        "%(order)s was paid in the meantime. Split the payment if it "
                        "is for another order, or if the customer paid twice.",
                        order=order.name,
                    )
                )

    @api.model
    def _find_registered(self, match, share):
        """Return the payment registered meanwhile for the bank line's amount."""
        if not match.line_id or share.order_id.amount_owed > 0:
            return self.env["account.payment"]
        return self.env["ecommerce.bank.reconciliation"]._find_registered(
            share.order_id, share.amount, match.journal_id
        )

    @api.model
    def _ensure_bookable(self, match, shares):
        if match.amount <= 0 or not shares:
            raise UserError(
                self.env._(
                    "No money was received for an order: there is nothing to book."
                )
            )
        self._ensure_currency(match, shares)
        total = sum(shares.mapped("amount"))
        is_whole = match.currency_id.compare_amounts(total, match.amount) == 0
        if match.payment_id and (len(shares) > 1 or not is_whole):
            raise UserError(
                self.env._(
                    "%(payment)s was registered as a single payment: it can only be "
                    "assigned to one order, with its whole amount.",
                    payment=match.payment_id.display_name,
                )
            )

    @api.model
    def _ensure_currency(self, match, shares):
        foreign = shares.order_id.filtered(
            lambda order: order.currency_id != match.currency_id
        )
        if foreign or match.line_id.foreign_currency_id:
            raise UserError(
                self.env._(
                    "The payment is in a different currency than the order: register "
                    "the payment in the order, in its currency, and mark it here as "
                    "Not Ours."
                )
            )

    # === MONEY THAT GOES BACK === #

    @api.model
    def _return(self, match):
        """Mark the payments of the orders as failed: the amounts are due again.

        The invoices are open again, and the former payments are reconciled with the
        bank line.

        :raise UserError: If the amounts don't match, or can't be booked.
        """
        items = []
        for share in self._get_shares(match):
            lock_or_refuse(share.order_id, share.order_id.transaction_ids)
            items.append(self._return_share(match, share))
        self.env["ecommerce.bank.reconciliation"]._reconcile(match.line_id, items)

    @api.model
    def _return_share(self, match, share):
        """Set the transaction of a share to error, and return its receivable item.

        The payment then only exists in accounting, without the order.
        """
        share.payment_id = self._find_original(share)
        self._let_fail(
            share.payment_id.payment_transaction_id,
            share.payment_id,
            self.env._(
                "The bank reversed it on %s.", format_date(self.env, match.booked_on)
            ),
        )
        if share.order_id.state == "sale":
            # What isn't shipped yet is held until the order is paid again.
            share.order_id.waiting_policy = "confirm"
        return self.env["ecommerce.bank.reconciliation"]._release(share.payment_id)

    @api.model
    def _let_fail(self, tx, payment, reason):
        """Set the transaction to error; its payment stays in accounting."""
        (tx.payment_id, payment.payment_transaction_id) = (False, False)
        tx._set_error(reason, extra_allowed_states=("done",))
        tx._post_process()

    @api.model
    def _find_original(self, share):
        """Return the order's payment that the bank returned, possibly less a fee.

        :raise UserError: If there is none.
        """
        payments = self._find_payments(share.order_id).filtered(
            lambda it: it.currency_id == share.currency_id
        )
        compare = share.currency_id.compare_amounts
        same = payments.filtered(lambda it: compare(it.amount, share.amount) == 0)
        less = payments.filtered(lambda it: compare(it.amount, share.amount) < 0)
        if not same and not less:
            raise UserError(
                self.env._(
                    "No payment of %(order)s is %(amount)s or less, or it has already "
                    "been taken back: take the part back in the accounting.",
                    amount=share.currency_id.format(share.amount),
                    order=share.order_id.name,
                )
            )
        return same[:1] or less.sorted("amount")[-1:]

    @api.model
    def _find_payments(self, order):
        """Return the order's bank payments that were not returned, latest first.

        They came with a bank line, or were registered manually.
        """
        transactions = order.transaction_ids.filtered(
            lambda tx: (
                tx.state == "done" and tx.provider_code == "custom" and tx.amount > 0
            )
        )
        return transactions.sorted("id", reverse=True).payment_id
