"""A statement of an account, and how its balances prove its lines."""

from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal


@dataclass(frozen=True)
class Part:
    """A payment in a batch of which the bank doesn't say the amount."""

    purpose: str = ""
    payer: str = ""
    end_to_end: str = ""


@dataclass(frozen=True)
class Line:
    """Money that came to the account, or left it.

    The *amount* is what the account got, negative for what left. A *reversal* undoes
    another line, or brings a payment of ours back: it never pays an order.
    """

    amount: Decimal
    currency: str = ""
    booked_on: date | None = None
    purpose: str = ""
    payer: str = ""  # the other party, also if we pay
    iban: str = ""  # the other party's
    end_to_end: str = ""
    is_booked: bool = True
    is_reversal: bool = False
    structured: str = ""  # a reference with check digits
    ultimate: str = ""  # on whose behalf the payer pays
    reason: str = ""  # why a payment came back, as a code
    charges: Decimal | None = None
    original: tuple[Decimal, str] | None = None  # amount and currency, if another one
    batch: Decimal | None = None  # the amount of all that was booked together
    parts: tuple[Part, ...] = ()
    bank_reference: str = ""  # the bank's own: it names no order
    # Of payment services: what they keep, and what is left.
    fee: Decimal | None = None
    net: Decimal | None = None
    belongs_to: str = ""  # the bank reference of what is converted


@dataclass
class Statement:
    """What happened on an account, and its balances where the bank states them."""

    account: str = ""
    currency: str = ""
    opening: Decimal | None = None
    closing: Decimal | None = None
    lines: list[Line] = field(default_factory=list)
    are_reversals_turned: bool = False  # see `turn_reversals_to_fit`

    @property
    def first_day(self):
        """The day of the first booking; the last of all days if nothing is booked."""
        days = [line.booked_on for line in self.lines if line.booked_on]
        return min(days, default=date.max)

    @property
    def is_proven(self):
        """Whether opening balance, lines and closing balance add up.

        :return: None where the bank states less than two balances.
        """
        if self.opening is None or self.closing is None:
            return None
        booked = sum(line.amount for line in self.lines if line.is_booked)
        return self.opening + booked == self.closing

    def turn_reversals_to_fit(self):
        """Turn the signs of reversals round if the balances add up only then.

        Some banks give the direction of what a reversal undoes instead of its own.
        """
        if self.is_proven is not False:
            return
        lines = self.lines
        self.lines = [
            replace(line, amount=-line.amount) if line.is_reversal else line
            for line in lines
        ]
        self.are_reversals_turned = bool(self.is_proven)
        if not self.are_reversals_turned:
            self.lines = lines
