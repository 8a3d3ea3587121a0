"""What the acts note while they act: what no document of Odoo's would tell alone."""

from dataclasses import dataclass, field
from decimal import Decimal

from .entries import NOTHING, Money, to_cents


@dataclass
class Books:
    """The notes of one life."""

    money: Money = field(default_factory=Money)
    transactions: list = field(default_factory=list)  # ids
    invoice_requested: bool = False
    is_shared: bool = False  # a payment is for another order, too
    confirmations: int = 0  # by hand
    cancellations: int = 0

    def receive(self, amount):
        """Note what came; who got all back before and pays again was given nothing."""
        if self.money.left <= 0:
            self.money.undone, self.money.given = self.money.refunded, NOTHING
        self.money.received += to_cents(amount)

    def refund(self, amount, owed):
        """Note what went back; what nobody owed is a gift."""
        self.money.refunded += to_cents(amount)
        self.money.given += max(to_cents(amount) - owed, NOTHING)

    def write_off(self, amount):
        self.money.written_off += to_cents(amount)

    @property
    def left(self) -> Decimal:
        return self.money.left
