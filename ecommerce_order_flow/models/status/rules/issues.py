"""Issues that need a decision, sorted by amount."""

from dataclasses import dataclass

from .amounts import compare
from .goods import is_given_up_undecided
from .invoicing import get_missing_price
from .payment import (
    get_excess_authorization,
    get_missing_authorization,
    get_payment_status,
    is_paid_enough,
)


@dataclass(frozen=True)
class Issue:
    """A mismatch, and its amount."""

    code: str
    amount: float = 0.0

    def __str__(self):
        # The shortest exact form, with as many digits as any currency has.
        amount = f"{self.amount:.6f}".rstrip("0").rstrip(".")
        return f"{self.code}:{amount}"


def get_issues(order, balances):
    """Return the issues of the order, the largest amount first."""
    issues = [
        *_get_issues_of_payments(order, balances),
        *_get_issues_of_authorizations(order, balances),
        *_get_issues_of_goods(order, balances),
        *_get_issues_of_documents(order, balances),
    ]
    return sorted(issues, key=lambda issue: -issue.amount)


def _get_issues_of_payments(order, balances):
    if order.state == "cancel":
        # The excess of credit notes over the payments was not paid.
        kept = min(-balances.due, balances.money.kept)
        if compare(kept, 0.0, order.rounding) > 0:
            yield Issue("paid_after_cancellation", kept)
    elif balances.surplus:
        code = "paid_twice" if _is_paid_twice(order) else "paid_too_much"
        yield Issue(code, balances.surplus)
    elif _is_paid_too_little(order, balances):
        yield Issue("paid_too_little", balances.due)
    elif _is_payment_lost(order, balances):
        yield Issue("payment_lost", balances.due)


def _is_paid_twice(order):
    """Return whether one of several payments alone pays the order."""
    payments = [
        tx
        for tx in order.transactions
        if tx.state == "done" and tx.operation != "refund"
    ]
    return len(payments) > 1 and any(
        compare(tx.amount, order.total, order.rounding) >= 0 for tx in payments
    )


def _is_paid_too_little(order, balances):
    """Return whether the order is partially paid and no payment is expected."""
    if get_payment_status(order, balances) != "partially_paid":
        return False
    if order.is_waiting:
        return not is_paid_enough(order, balances)
    is_deposit = compare(order.required, order.total, order.rounding) < 0
    is_coming = balances.money.pending or balances.money.authorized
    is_expected = order.is_paid_later or order.is_difference_awaited
    return not (is_deposit or is_coming or is_expected)


def _is_payment_lost(order, balances):
    """Return whether the payment of a confirmed order failed or was cancelled."""
    return (
        order.state == "sale"
        and get_payment_status(order, balances) in ("unpaid", "failed")
        and balances.due > 0
        and not order.is_paid_later
        and any(tx.state in ("cancel", "error") for tx in order.transactions)
    )


def _get_issues_of_authorizations(order, balances):
    if order.state == "cancel":
        return
    if missing := get_missing_authorization(order, balances):
        yield Issue("authorized_too_little", missing)
    if excess := get_excess_authorization(order, balances):
        yield Issue("authorized_too_much", excess)


def _get_issues_of_goods(order, balances):
    if is_given_up_undecided(order, balances):
        yield Issue("given_up", balances.given_up)
    if balances.shipped_too_much:
        yield Issue("shipped_too_much", balances.shipped_too_much)
    if balances.incomplete and order.state == "sale":
        yield Issue("part_returned", balances.incomplete)


def _get_issues_of_documents(order, balances):
    if missing := get_missing_price(order, balances):
        yield Issue("invoiced_too_little", missing)
    if balances.to_credit and not any(line.returned for line in order.lines):
        yield Issue("invoiced_too_much", balances.to_credit)
