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

    The *amount* is what the account got, negative for what left; only parts of a batch
    may be without. A *reversal* undoes another line, or brings a payment of ours back:
    it never pays an order. Neither does what is *internal*: payouts and conversions go
    from one's own money to one's own.
    """

    amount: Decimal | None
    currency: str = ""
    booked_on: date | None = None
    purpose: str = ""
    payer: str = ""  # the other party, also if we pay
    iban: str = ""  # the other party's
    end_to_end: str = ""
    is_booked: bool = True
    is_reversal: bool = False
    is_internal: bool = False
    is_fee: bool = False  # what a payment service keeps of another line
    kind: str = ""  # what the bank calls it
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

    @property
    def is_net_right(self):
        """Whether what is left is what was paid less the fee, if it is told."""
        return self.net is None or self.net == self.amount + self.fee

    def take_fee_apart(self):
        """Return the line and its fee: together they are what the account got.

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
    """What happened on an account, and its balances where the bank states them.

    :param str format: Who writes so: lines of the same format are compared strictly.
    :param str title: How the bank calls the account, if it doesn't say its number.
    """

    account: str = ""
    format: str = ""
    title: str = ""
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
        if not all(line.is_net_right for line in self.lines):
            return False
        if self.opening is None or self.closing is None:
            return None
        return self.closing in (self.booked_closing, self._expected_closing)

    @property
    def booked_closing(self):
        """The balance behind the booked lines, None without one to begin with."""
        return (
            None if self.opening is None else self.opening + self._sum(is_booked=True)
        )

    @property
    def _expected_closing(self):
        """The balance that some banks state: with what is only announced."""
        return self.booked_closing + self._sum(is_booked=False)

    def _sum(self, is_booked):
        return sum(line.amount for line in self.lines if line.is_booked is is_booked)

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

    def split_by_currency(self):
        """Return a statement for each currency: payment services mix them.

        The balances are of the statement's own currency, or of the only one.
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
    """Return a line for each part of a batch, if their amounts come to the whole.

    Otherwise it stays one line, which tells the parts.
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
