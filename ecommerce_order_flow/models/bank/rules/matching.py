"""Decides which waiting orders a booking pays, and whether that is beyond doubt.

Nothing is confirmed by a tolerance, by a name or by an account: these only rank.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from .references import ReferenceFinder

# Why a booking pays nothing by itself, the first that is so.
REASONS = (
    "not_booked",  # it is only announced
    "no_income",  # money that leaves
    "reversal",  # it undoes something, or brings back what we paid
    "no_order",  # it names nothing that waits
    "unproven",  # the balances of its statement don't add up
    "paid",  # something else paid the order already
    "cancelled",  # the order is cancelled meanwhile
    "confirmed",  # the order waits for no money, although it isn't paid
    "doubtful",  # it only looks like the number of an order
    "parts",  # a batch of which the bank doesn't say the single amounts
    "currency",  # another one than the order's
    "old",  # the order is older than what is confirmed by itself
    "too_little",
    "too_much",
)


@dataclass(frozen=True)
class WaitingOrder:
    """An order that waits for its money.

    :param tuple references: All that payers may have been told to quote.
    :param str closed: Why it doesn't wait anymore: one of the reasons.
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
    """What came to the account, and what was written to it.

    :param tuple texts: Purpose, end-to-end id, structured reference: what payers write.
        What the bank writes names no order.
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
    """What a booking pays: for sure, or by a proposal with the reason of the doubt.

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
    """Decides about many bookings; an order that one pays is paid for the others.

    :param list orders: The `WaitingOrder`.
    :param int most_days: Older orders are proposed only, by the days of the bookings.
    """

    orders: list
    most_days: int = 90
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
        """Return the keys of the orders that a booking names, whatever it does."""
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
        """Return why a person has to decide, nothing if all of it fits."""
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
        if any(self._is_old(order, booking) for order in named):
            return "old"
        return compare(booking.amount, sum(order.amount for order in named))

    def _is_old(self, order, booking):
        last_day = order.placed_on + timedelta(days=self.most_days)
        return booking.booked_on is None or booking.booked_on > last_day


def decide(bookings, orders, most_days=90):
    """Return the decisions about bookings, in their order.

    Each order is paid once: who pays again is asked about.
    """
    matcher = Matcher(orders, most_days)
    return [matcher.decide(booking) for booking in bookings]


def find_reason_against(booking):
    """Return why a booking pays nothing, whatever it names.

    Reversals come first: they name orders, and may be money that comes in.
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
    """Return how likely an order is among others that are named, or may be."""
    return sum(
        (
            order.amount == booking.amount and order.currency == booking.currency,
            bool(booking.iban) and booking.iban in order.ibans,
            normalize(booking.payer) in map(normalize, order.payers),
        )
    )


def normalize(name):
    return " ".join(sorted(name.casefold().split()))
