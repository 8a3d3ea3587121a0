"""The ledger's elements: amounts, money, lines and documents."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")
NOTHING = Decimal("0.00")


def to_cents(number):
    """Return an amount to the cent, for a float the decimal that it stands for."""
    return Decimal(repr(number) if isinstance(number, float) else number).quantize(
        CENT, ROUND_HALF_UP
    )


@dataclass
class Money:
    """The amounts paid by and refunded to the customer, recorded by the acts."""

    received: Decimal = NOTHING
    refunded: Decimal = NOTHING
    written_off: Decimal = NOTHING
    given: Decimal = NOTHING  # part of the refunds that was a gift when made
    undone: Decimal = NOTHING  # paid and refunded before the customer paid again
    # Transactions change by themselves, so these two are read.
    authorized: Decimal = NOTHING
    pending: Decimal = NOTHING

    @property
    def left(self):
        """The part that the shop still has."""
        return self.received - self.refunded


@dataclass
class Line:
    """An ordered item, and where its pieces are."""

    value: Decimal  # of the ordered quantity, with taxes
    ordered: Decimal = Decimal(1)
    unit: Decimal = NOTHING
    is_goods: bool = False
    by_delivery: bool = False  # only the delivered quantity is paid
    delivered: Decimal = Decimal(0)  # without those returned for a refund
    leaving: Decimal = Decimal(0)  # still expected by open transfers
    coming: Decimal = Decimal(0)  # returns expected by open transfers
    returned: Decimal = Decimal(0)
    returned_for_nothing: Decimal = Decimal(0)
    to_replace: Decimal = Decimal(0)  # returned, and due again to the customer
    is_replacement: bool = False  # discounts on the order don't apply to it

    @property
    def kept(self):
        """The quantity that the customer has or will have, and pays for."""
        if not self.is_goods:
            return max(self.ordered, self.delivered if self.by_delivery else 0)
        there = self.delivered + self.leaving + self.to_replace
        kept = max(there, Decimal(0))
        return kept if self.by_delivery else min(kept, self.ordered)

    @property
    def kept_value(self):
        """The price of the kept quantity."""
        if self.kept == self.ordered:
            return self.value
        share = self.value / self.ordered if self.ordered else self.unit
        return to_cents(share * self.kept)


@dataclass
class Document:
    """An invoice or a credit note."""

    amount: Decimal  # negative for credit notes
    state: str = "posted"
    residual: Decimal = NOTHING  # negative for credit notes
    number: int = 0

    @property
    def is_credit(self):
        return self.amount < 0
