"""What the customer paid, got back, and has blocked for the order."""

from collections import defaultdict
from dataclasses import dataclass

from .amounts import is_zero


@dataclass
class Money:
    """The money that moved; all amounts are positive."""

    received: float = 0.0
    refunded: float = 0.0
    authorized: float = 0.0
    written_off: float = 0.0
    is_pending: bool = False
    has_failed: bool = False
    undone: float = 0.0  # all that came went back, before the customer paid again

    @property
    def kept(self):
        """What the shop has of the customer's money."""
        return self.received - self.refunded


def get_money(order):
    """Return the money that moved, by transactions and in the accounting.

    What a transaction of the order brought isn't counted again when it is matched with
    a document.
    """
    money = Money()
    parts_by_source = _get_parts_by_source(order)
    for tx in order.transactions:
        if tx.operation == "refund":
            money.refunded -= tx.amount if tx.state == "done" else 0.0
        else:
            _add_payment(money, tx, parts_by_source[tx.id])
        if is_zero(money.kept, order.rounding):
            money.undone = money.received
    known_ids = {tx.id for tx in order.transactions}
    for booking in order.bookings:
        if booking.transaction_id not in known_ids:
            _add_booking(money, booking)
    if money.received == money.undone:
        money.undone = 0.0  # Nobody paid again.
    return money


def _get_parts_by_source(order):
    parts_by_source = defaultdict(list)
    for tx in order.transactions:
        if tx.source_id and tx.operation != "refund":
            parts_by_source[tx.source_id].append(tx)
    return parts_by_source


def _add_payment(money, tx, parts):
    """Add a payment.

    One that was captured or voided in parts counts by its parts; what is neither
    captured nor voided stays authorized.
    """
    settled_parts = [part for part in parts if part.state in ("done", "cancel")]
    if tx.state == "done" and not settled_parts:
        money.received += tx.amount
    elif tx.state == "authorized":
        money.authorized += tx.amount - sum(part.amount for part in settled_parts)
    elif tx.state == "pending":
        money.is_pending = True
    # They come in the order of creation: the customer's last try counts.
    if tx.state != "draft":
        money.has_failed = tx.state == "error"


def _add_booking(money, booking):
    if booking.kind == "received":
        money.received += booking.amount
    elif booking.kind == "refunded":
        money.refunded += booking.amount
    elif booking.kind == "used_elsewhere":
        money.received -= booking.amount
    else:
        money.written_off += booking.amount
