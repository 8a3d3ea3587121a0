from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import format_date

from ..engine.locks import lock_or_refuse

# Why people accept money for orders that owe nothing.
SETTLED_REASONS = ("paid", "registered", "cancelled")


class EcommerceBankBooking(models.AbstractModel):
    """Books money that came to the bank for web orders, or was taken back."""

    _name = "ecommerce.bank.booking"
    _description = "Booking of Bank Lines"

    @api.model
    def _book(self, match):
        """Book the shares of orders, and reconcile the bank line with them.

        :raise UserError: If it isn't possible: says why.
        """
        shares = match.share_ids.filtered("amount")
        self._ensure_bookable(match, shares)
        for share in shares:
            share.payment_id = self._get_payment(match, share)
        if match.line_id:
            reconciliation = self.env["ecommerce.bank.reconciliation"]
            reconciliation._reconcile(
                match.line_id,
                [reconciliation._get_outstanding(share.payment_id) for share in shares],
            )

    @api.model
    def _get_payment(self, match, share):
        """Return the payment of a share: what somebody registered before, or ours."""
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
        """Return why what fitted when the line was read doesn't fit anymore."""
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
        """Return how a share isn't what is missing of the order, if so."""
        missing = self.env["ecommerce.offline.payment"]._get_missing(order)
        difference = order.currency_id.compare_amounts(share.amount, missing)
        if difference and missing <= 0:
            return "paid"
        return {-1: "too_little", 0: "", 1: "too_much"}[difference]

    @api.model
    def _ensure_unchanged(self, match):
        """Look whether the orders are still what somebody saw who accepts.

        :raise UserError: If they were paid or cancelled meanwhile.
        """
        for share in match.share_ids.filtered("amount"):
            order = share.order_id
            lock_or_refuse(order, order.transaction_ids)
            if self._is_registered(match, share):
                match.reason = "registered"
            if order.state == "cancel" and match.reason != "cancelled":
                raise UserError(
                    self.env._(
                        "%(order)s was cancelled meanwhile. Re-open it first, or split "
                        "the payment if it is for another order.",
                        order=order.name,
                    )
                )
            if order.amount_owed <= 0 and match.reason not in SETTLED_REASONS:
                raise UserError(
                    self.env._(
                        "%(order)s was paid meanwhile. Split the payment if it is for "
                        "another order, or if the customer paid twice.",
                        order=order.name,
                    )
                )

    @api.model
    def _is_registered(self, match, share):
        """Return whether somebody registered meanwhile what the bank line brings."""
        if not match.line_id or share.order_id.amount_owed > 0:
            return False
        return self.env["ecommerce.bank.reconciliation"]._find_registered(
            share.order_id, share.amount, match.journal_id
        )

    @api.model
    def _ensure_bookable(self, match, shares):
        if match.amount <= 0 or not shares:
            raise UserError(
                self.env._("No money came for an order: there is nothing to book.")
            )
        self._ensure_currency(match, shares)
        total = sum(shares.mapped("amount"))
        is_whole = match.currency_id.compare_amounts(total, match.amount) == 0
        if match.payment_id and (len(shares) > 1 or not is_whole):
            raise UserError(
                self.env._(
                    "%(payment)s was registered as one payment: it can be for one "
                    "order only, with the whole amount.",
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
                    "The money came in another currency than that of the order: "
                    "register the payment in the order, in its currency, and say here "
                    "that it is not ours."
                )
            )

    # === MONEY THAT GOES BACK === #

    @api.model
    def _return(self, match):
        """Note that the payments of orders failed after all: they owe the money again.

        The invoices are open again, and what paid them is settled with the bank line.

        :raise UserError: If it isn't what came, or can't be booked.
        """
        items = []
        for share in match.share_ids.filtered("amount"):
            lock_or_refuse(share.order_id, share.order_id.transaction_ids)
            items.append(self._return_share(match, share))
        self.env["ecommerce.bank.reconciliation"]._reconcile(match.line_id, items)

    @api.model
    def _return_share(self, match, share):
        """Let the transaction of a share fail, and return what the customer had paid.

        The payment is the accounting's alone then: the order has nothing of it.
        """
        share.payment_id = self._find_original(share)
        tx = share.payment_id.payment_transaction_id
        (tx.payment_id, share.payment_id.payment_transaction_id) = (False, False)
        tx._set_error(
            self.env._(
                "The bank took it back on %s.", format_date(self.env, match.booked_on)
            ),
            extra_allowed_states=("done",),
        )
        tx._post_process()
        if share.order_id.state == "sale":
            # What hasn't left stays until it is paid again.
            share.order_id.waiting_policy = "confirm"
        return self.env["ecommerce.bank.reconciliation"]._release(share.payment_id)

    @api.model
    def _find_original(self, share):
        """Return the payment of an order that the bank takes back, with a fee perhaps.

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
                    "No payment of %(order)s is %(amount)s or less, or it was taken "
                    "back already: take the part back in the accounting.",
                    amount=share.currency_id.format(share.amount),
                    order=share.order_id.name,
                )
            )
        return same[:1] or less.sorted("amount")[-1:]

    @api.model
    def _find_payments(self, order):
        """Return what came to the bank for an order and wasn't taken back, last first.

        A bank line brought it, or somebody registered it.
        """
        transactions = order.transaction_ids.filtered(
            lambda tx: (
                tx.state == "done" and tx.provider_code == "custom" and tx.amount > 0
            )
        )
        return transactions.sorted("id", reverse=True).payment_id
