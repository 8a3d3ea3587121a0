"""The amounts paid, refunded and authorized for the order."""

from collections import defaultdict
from dataclasses import dataclass

from .amounts import compare, is_zero


@dataclass
class Money:
    """The money that moved; all amounts are positive."""

    received: float = 0.0
    refunded: float = 0.0
    authorized: float = 0.0
    written_off: float = 0.0
    pending: float = 0.0
    has_failed: bool = False
    # The amount received and completely refunded before the customer paid again, and
    # the transaction up to which this holds
    undone: float = 0.0
    undone_id: int = 0
    # The part of the refunds since then that was given away: at least, and at most
    given: float = 0.0
    may_be_given: float = 0.0

    @property
    def kept(self):
        """The amount received less the amount refunded."""
        return self.received - self.refunded


def get_money(order):
    """Return the money that moved, by transactions and in accounting.

    The amount of a transaction isn't counted again when it is matched with a document.
    """
    money = Money()
    parts_by_source = _get_parts_by_source(order)
    undone_before = 0.0, 0
    for tx in order.transactions:
        if tx.operation == "refund":
            money.refunded -= tx.amount if tx.state == "done" else 0.0
        else:
            _add_payment(money, tx, parts_by_source[tx.id])
        if is_zero(money.kept, order.rounding):
            if money.received != money.undone:
                undone_before = money.undone, money.undone_id
            money.undone, money.undone_id = money.received, tx.id
    known_ids = {tx.id for tx in order.transactions}
    for booking in order.bookings:
        if booking.transaction_id not in known_ids:
            _add_booking(money, booking)
    is_confirmed_again = compare(order.undone, money.undone, order.rounding) >= 0
    if money.received == money.undone and not is_confirmed_again:
        # The customer didn't pay again.
        money.undone, money.undone_id = undone_before
    _add_gifts(money, order)
    if order.undone > money.undone:  # It was refunded in accounting.
        money.may_be_given -= order.undone - money.undone
        money.undone = order.undone
    return money


def _add_gifts(money, order):
    """Add the amounts given away by the refunds that count.

    For a refund made outside this addon the amount is unknown: it may be all of it.
    """
    for tx in order.transactions:
        is_refund = tx.operation == "refund" and tx.state == "done"
        if is_refund and tx.id > money.undone_id:
            money.given += tx.given or 0.0
            money.may_be_given += -tx.amount if tx.given is None else tx.given


def _get_parts_by_source(order):
    parts_by_source = defaultdict(list)
    for tx in order.transactions:
        if tx.source_id and tx.operation != "refund":
            parts_by_source[tx.source_id].append(tx)
    return parts_by_source


def _add_payment(money, tx, parts):
    """Add a payment.

    A payment captured or voided in parts counts by its parts; the remaining amount
    stays authorized.
    """
    settled_parts = [part for part in parts if part.state in ("done", "cancel")]
    if tx.state == "done" and not settled_parts:
        money.received += tx.amount
    elif tx.state == "authorized":
        money.authorized += tx.amount - sum(part.amount for part in settled_parts)
    elif tx.state == "pending":
        money.pending += tx.amount
    # They are sorted by creation: the customer's last attempt counts.
    if tx.state != "draft":
        money.has_failed = tx.state == "error"


def _add_booking(money, booking):
    if booking.kind == "received":
        money.received += booking.amount
    elif booking.kind == "refunded":
        money.refunded += booking.amount
        money.may_be_given += booking.amount
    elif booking.kind == "used_elsewhere":
        money.received -= booking.amount
    else:
        money.written_off += booking.amount
