"""What the ledger is made of: amounts, money, lines and documents."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")
NOTHING = Decimal("0.00")


def to_cents(number):
    """Return an amount to the cent, of a float the one that it stands for."""
    return Decimal(repr(number) if isinstance(number, float) else number).quantize(
        CENT, ROUND_HALF_UP
    )


@dataclass
class Money:
    """What the customer paid and got back; the acts keep it."""

    received: Decimal = NOTHING
    refunded: Decimal = NOTHING
    written_off: Decimal = NOTHING
    given: Decimal = NOTHING  # what of the refunds was a gift when it was made
    undone: Decimal = NOTHING  # what came and went back, before the customer paid again
    # Transactions come and go by themselves, so these two are read.
    authorized: Decimal = NOTHING
    pending: Decimal = NOTHING

    @property
    def left(self):
        """What the shop has of it."""
        return self.received - self.refunded


@dataclass
class Line:
    """Something that was ordered, and where it is."""

    value: Decimal  # of all that was ordered, with taxes
    ordered: Decimal = Decimal(1)
    unit: Decimal = NOTHING
    is_goods: bool = False
    by_delivery: bool = False  # the customer pays what was delivered, and no more
    delivered: Decimal = Decimal(0)  # and wasn't given back for money
    leaving: Decimal = Decimal(0)  # what open transfers will still bring
    coming: Decimal = Decimal(0)  # what open transfers will bring back
    returned: Decimal = Decimal(0)
    returned_for_nothing: Decimal = Decimal(0)

    @property
    def kept(self):
        """How much of it the customer has, or will have, and pays."""
        if not self.is_goods:
            return max(self.ordered, self.delivered if self.by_delivery else 0)
        kept = max(self.delivered + self.leaving, Decimal(0))
        return kept if self.by_delivery else min(kept, self.ordered)

    @property
    def kept_value(self):
        """What the customer pays for it."""
        if self.kept == self.ordered:
            return self.value
        share = self.value / self.ordered if self.ordered else self.unit
        return to_cents(share * self.kept)


@dataclass
class Document:
    """An invoice or a credit note."""

    amount: Decimal  # of credit notes below zero
    state: str = "posted"
    residual: Decimal = NOTHING  # of credit notes below zero
    number: int = 0

    @property
    def is_credit(self):
        return self.amount < 0
