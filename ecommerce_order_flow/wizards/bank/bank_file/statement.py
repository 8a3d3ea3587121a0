"""A statement of an account, and the proof of its lines by its balances."""

from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal


@dataclass(frozen=True)
class Part:
    """A payment in a batch without its single amount."""

    purpose: str = ""
    payer: str = ""
    end_to_end: str = ""


@dataclass(frozen=True)
class Line:
    """An incoming or outgoing booking of the account.

    The *amount* is negative for outgoing bookings; only parts of a batch may be
    without. A *reversal* reverses another line, or returns an outgoing payment: it
    never pays an order. Neither does an *internal* line: payouts and conversions move
    the shop's own money.
    """

    amount: Decimal | None
    currency: str = ""
    booked_on: date | None = None
    purpose: str = ""
    payer: str = ""  # the other party, also of outgoing payments
    iban: str = ""  # of the other party
    end_to_end: str = ""
    is_booked: bool = True
    is_reversal: bool = False
    is_internal: bool = False
    is_fee: bool = False  # deducted from another line by a payment service
    kind: str = ""  # the bank's name for it
    structured: str = ""  # a reference with check digits
    ultimate: str = ""  # on whose behalf the payer pays
    reason: str = ""  # code of the reason for a return
    charges: Decimal | None = None
    original: tuple[Decimal, str] | None = None  # amount and currency before conversion
    batch: Decimal | None = None  # total of the batch
    parts: tuple[Part, ...] = ()
    bank_reference: str = ""  # the bank's own: it names no order
    # Of payment services: the fee, and the net amount.
    fee: Decimal | None = None
    net: Decimal | None = None
    belongs_to: str = ""  # the bank reference of the converted line

    @property
    def is_net_right(self):
        """Whether the net amount, if stated, is the amount less the fee."""
        return self.net is None or self.net == self.amount + self.fee

    def take_fee_apart(self):
        """Return the line and its fee, whose sum is the change of the balance.

        The gross amount pays the order; the fee is an expense, and names nothing.
        """
        if not self.fee:
            return [self]
        fee = Line(
            amount=self.fee,
            currency=self.currency,
            booked_on=self.booked_on,
            is_booked=self.is_booked,
            is_fee=True,
            bank_reference=self.bank_reference,
        )
        return [self, fee]


@dataclass
class Statement:
    """The lines of an account, and its balances if stated.

    :param str format: The format: lines of the same format are compared strictly.
    :param str title: The bank's name of the account, if its number isn't stated.
    """

    account: str = ""
    format: str = ""
    title: str = ""
    currency: str = ""
    opening: Decimal | None = None
    closing: Decimal | None = None
    closing_on: date | None = None
    lines: list[Line] = field(default_factory=list)
    are_reversals_turned: bool = False  # see `turn_reversals_to_fit`

    @property
    def first_day(self):
        """The date of the first booking; the maximum if there is none."""
        days = [line.booked_on for line in self.lines if line.booked_on]
        return min(days, default=date.max)

    @property
    def known_until(self):
        """The date up to which bookings are complete, None if unknown."""
        days = [line.booked_on for line in self.lines if line.is_booked]
        return max(filter(None, [self.closing_on, *days]), default=None)

    @property
    def is_proven(self):
        """Whether opening balance, lines and closing balance add up.

        :return: None if the bank states fewer than two balances.
        """
        if not all(line.is_net_right for line in self.lines):
            return False
        if self.opening is None or self.closing is None:
            return None
        return self.closing in (self.booked_closing, self._expected_closing)

    @property
    def booked_closing(self):
        """The balance after the booked lines, None without an opening balance."""
        return (
            None if self.opening is None else self.opening + self._sum(is_booked=True)
        )

    @property
    def _expected_closing(self):
        """The closing balance stated by some banks: including announced lines."""
        return self.booked_closing + self._sum(is_booked=False)

    def _sum(self, is_booked):
        return sum(line.amount for line in self.lines if line.is_booked is is_booked)

    def turn_reversals_to_fit(self):
        """Invert the signs of reversals if only then the balances add up.

        Some banks state the direction of the reversed booking instead.
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

    def split_by_currency(self):
        """Return a statement for each currency, because payment services mix them.

        The balances are in the statement's own currency, or in the only one.
        """
        currencies = list(dict.fromkeys(line.currency for line in self.lines))
        if len(currencies) < 2:
            [currency] = currencies or [self.currency]
            return [replace(self, currency=currency or self.currency)]
        return [
            replace(
                self,
                currency=currency,
                lines=[line for line in self.lines if line.currency == currency],
                opening=self.opening if currency == self.currency else None,
                closing=self.closing if currency == self.currency else None,
            )
            for currency in currencies
        ]


def split_batch(batch, parts):
    """Return a line for each part of a batch if their sum is the total.

    Otherwise it stays one line, with the parts as details.
    """
    amounts = [part.amount for part in parts]
    if parts and None not in amounts and sum(amounts) == batch.amount:
        common = {
            "booked_on": batch.booked_on,
            "is_booked": batch.is_booked,
            "batch": batch.amount,
        }
        return [replace(part, **common) for part in parts]
    told = tuple(Part(part.purpose, part.payer, part.end_to_end) for part in parts)
    return [replace(batch, batch=batch.amount, parts=told)]
