"""Facts recorded by the acts that no Odoo document alone would tell."""

from dataclasses import dataclass, field
from decimal import Decimal

from .entries import NOTHING, Money, to_cents


@dataclass
class Books:
    """The records of one life."""

    money: Money = field(default_factory=Money)
    transactions: list = field(default_factory=list)  # ids
    invoice_requested: bool = False
    ended: Decimal = NOTHING  # see `Ledger`
    taken_off: Decimal = NOTHING  # see `Ledger`
    is_shared: bool = False  # a payment is for another order, too
    confirmations: int = 0  # by hand
    cancellations: int = 0

    def receive(self, amount):
        """Record an incoming amount; after a full refund, earlier gifts don't count."""
        self.begin_anew()
        self.money.received += to_cents(amount)

    def begin_anew(self):
        """Exclude the money received and refunded so far, if none of it is left."""
        if self.money.left <= 0:
            self.money.undone, self.money.given = self.money.refunded, NOTHING

    def refund(self, amount, owed):
        """Record a refund; amounts that weren't owed are gifts."""
        self.money.refunded += to_cents(amount)
        self.money.given += max(to_cents(amount) - owed, NOTHING)

    def give_up(self, amount):
        """Record an amount that the customer needn't pay anymore."""
        self.money.given += amount

    def end_documents(self, ledger):
        """Record what was credited for taken back items, before more is ordered."""
        gifts = ledger.get_gifts(ledger.kept[0])
        self.ended = max(self.ended, ledger.credited - max(gifts))

    def take_off(self, amount):
        """Record the price of items taken off the order by a refund."""
        self.taken_off += amount

    def write_off(self, amount):
        self.money.written_off += to_cents(amount)

    @property
    def left(self) -> Decimal:
        return self.money.left
