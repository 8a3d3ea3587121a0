"""To which orders a refund of a payment for several orders belongs."""

from collections import defaultdict

from .amounts import round_amount
from .balances import Balances


def share_refunds(orders):
    """Allot refunds of shared payments to the orders that owe them.

    These are the order that a refund was requested for, or else those that were
    cancelled, returned or overpaid. The rest is shared like the payment.

    :param list orders: The facts of all orders that share payments.
    """
    parts_by_refund = defaultdict(list)
    for order in orders:
        for tx in order.transactions:
            if tx.operation == "refund" and tx.state == "done":
                parts_by_refund[tx.id].append((order, tx))
    common = [parts for parts in parts_by_refund.values() if len(parts) > 1]
    shares = [[tx.amount for _order, tx in parts] for parts in common]
    for parts in common:
        for _order, tx in parts:
            tx.amount = tx.own_amount or 0.0
    for parts, amounts in zip(common, shares, strict=True):
        if not any(tx.own_amount for _order, tx in parts):
            _share_refund(parts, amounts)


def _share_refund(parts, shares):
    """Allot a refund to the orders that owe it, up to the amounts owed.

    :param parts: Each order with its part of the refund, a transaction.
    :param shares: The parts as the payment is shared; negative.
    """
    owed = [max(-Balances(order).due, 0.0) for order, _tx in parts]
    left = -sum(shares)
    for (order, tx), amount in zip(parts, owed, strict=True):
        part = round_amount(min(amount, left), order.rounding)
        tx.amount -= part
        left -= part
    total = sum(shares)
    for (_order, tx), share in zip(parts, shares, strict=True):
        tx.amount -= left * share / total if total else 0.0
