"""Matching of bookings with waiting orders, and of doubts about it.

Neither a tolerance, nor a name, nor an account confirms anything: they only rank.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from .references import ReferenceFinder

# Reasons why a booking isn't booked automatically; the first one applies.
REASONS = (
    "not_booked",  # only announced
    "no_income",  # an outgoing payment
    "reversal",  # a reversal, or a returned payment of ours
    "no_order",  # names no waiting order
    "unproven",  # the balances of the statement don't add up
    "paid",  # the order is paid already
    "cancelled",  # the order was cancelled
    "confirmed",  # the order awaits no payment, although it isn't paid
    "doubtful",  # only resembles the number of an order
    "parts",  # a batch without the single amounts
    "currency",  # not the order's currency
    "future",  # dated in the future
    "old",  # the order is too old for automatic confirmation
    "too_little",
    "too_much",
)


@dataclass(frozen=True)
class WaitingOrder:
    """An order with a payment due.

    :param tuple references: All references that payers may quote.
    :param str closed: Why it awaits no payment: one of the reasons.
    """

    key: object
    references: tuple
    amount: Decimal
    currency: str
    placed_on: date
    payers: tuple = ()  # names
    ibans: tuple = ()
    closed: str = ""


@dataclass(frozen=True)
class Booking:
    """An entry of a bank account with its texts.

    :param tuple texts: Purpose, end-to-end id, structured reference: texts of the
        payer. The bank's texts name no order.
    """

    amount: Decimal
    currency: str
    booked_on: date | None
    texts: tuple
    is_booked: bool = True
    is_reversal: bool = False
    is_proven: bool = True
    has_parts: bool = False
    payer: str = ""
    iban: str = ""


@dataclass(frozen=True)
class Decision:
    """The orders paid by a booking, surely or as a proposal with a reason.

    :param tuple orders: The keys, the likeliest one first.
    """

    orders: tuple = ()
    reason: str = ""

    @property
    def is_sure(self):
        return bool(self.orders) and not self.reason

    @property
    def is_proposal(self):
        return bool(self.orders and self.reason)


@dataclass
class Matcher:
    """Matcher of many bookings; an order counts as paid after its first booking.

    :param list orders: The `WaitingOrder` items.
    :param int most_days: Older orders are only proposed, by the dates of the bookings.
    :param date today: Bookings with later dates are only proposed.
    """

    orders: list
    most_days: int = 90
    today: date = date.max
    _by_key: dict = field(init=False)
    _finder: ReferenceFinder = field(init=False)
    _paid: set = field(default_factory=set)

    def __post_init__(self):
        self._by_key = {order.key: order for order in self.orders}
        self._finder = ReferenceFinder(
            [(ref, order.key) for order in self.orders for ref in order.references]
        )

    def decide(self, booking):
        """Return the `Decision` about a booking."""
        decision = self._judge(booking)
        if decision.is_sure:
            self._paid.update(decision.orders)
        return decision

    def find_named(self, booking):
        """Return the keys of the orders named by a booking of any kind."""
        named = self._finder.find(*booking.texts).named
        return tuple(order.key for order in self._sort(named, booking))

    def _judge(self, booking):
        if reason := find_reason_against(booking):
            return Decision(reason=reason)
        mentions = self._finder.find(*booking.texts)
        named = self._sort(mentions.named, booking)
        doubtful = self._sort(mentions.doubtful, booking)
        if not named and not doubtful:
            return Decision(reason="no_order")
        keys = tuple(order.key for order in named + doubtful)
        return Decision(keys, self._find_doubt(booking, named, doubtful))

    def _sort(self, keys, booking):
        """Return orders, the likeliest one first."""
        orders = [self._by_key[key] for key in keys]
        return sorted(orders, key=lambda it: (-rank(it, booking), str(it.key)))

    def _find_doubt(self, booking, named, doubtful):
        """Return the reason for a manual decision, or an empty string."""
        if not booking.is_proven:
            return "unproven"
        if any(order.key in self._paid for order in named):
            return "paid"
        if closed := next((order.closed for order in named if order.closed), ""):
            return closed
        if doubtful or not named:
            return "doubtful"
        if booking.has_parts:
            return "parts"
        if any(order.currency != booking.currency for order in named):
            return "currency"
        if self._is_future(booking):
            return "future"
        if any(self._is_old(order, booking) for order in named):
            return "old"
        return compare(booking.amount, sum(order.amount for order in named))

    def _is_future(self, booking):
        return booking.booked_on is not None and booking.booked_on > self.today

    def _is_old(self, order, booking):
        last_day = order.placed_on + timedelta(days=self.most_days)
        return booking.booked_on is None or booking.booked_on > last_day


def decide(bookings, orders, most_days=90, today=date.max):
    """Return the decisions about bookings, in their order.

    Each order is paid once: a second payment is proposed.
    """
    matcher = Matcher(orders, most_days, today)
    return [matcher.decide(booking) for booking in bookings]


def find_reason_against(booking):
    """Return the reason why a booking pays nothing, whatever it names.

    Reversals come first: they name orders, and may be incoming.
    """
    if not booking.is_booked:
        return "not_booked"
    if booking.is_reversal:
        return "reversal"
    return "no_income" if booking.amount <= 0 else ""


def compare(paid, owed):
    if paid == owed:
        return ""
    return "too_little" if paid < owed else "too_much"


def rank(order, booking):
    """Return the rank of an order among the named and possible ones."""
    return sum(
        (
            order.amount == booking.amount and order.currency == booking.currency,
            bool(booking.iban) and booking.iban in order.ibans,
            normalize(booking.payer) in map(normalize, order.payers),
        )
    )


def normalize(name):
    return " ".join(sorted(name.casefold().split()))
