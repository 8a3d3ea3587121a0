"""The credited amount of a part of an invoiced quantity."""

from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal

from ...status.rules.amounts import compare, round_amount


@dataclass(frozen=True)
class Billed:
    """A line of an invoice, with its uncredited quantity and amount.

    Amounts are those of the line: including taxes if its prices do.
    """

    quantity: float
    price: float  # of one unit, before the discount
    discount: float  # in percent
    left: float  # quantity
    left_amount: float
    rounding: float = 0.01

    @property
    def amount(self):
        """The total of the line."""
        return self._round(self.quantity * self.price * (1 - self.discount / 100))

    def get_amount(self, quantity):
        """Return the amount to credit for a quantity.

        Parts are rounded down, and the last one takes the rest: their sum is the
        invoiced amount, and no part exceeds its share.
        """
        if not self.quantity or not self.left:
            return 0.0
        if quantity >= self.left:
            return self.left_amount
        share = Decimal(repr(self.amount)) * Decimal(repr(quantity))
        share /= Decimal(repr(self.quantity))
        unit = Decimal(str(self.rounding))
        # Rounding errors of the division must not cost a cent.
        share = (share + unit / 1000000) / unit
        part = float(share.quantize(0, ROUND_FLOOR) * unit)
        return min(part, self.left_amount) if part > 0 else max(part, self.left_amount)

    def get_price(self, quantity):
        """Return the price and discount for which a quantity has its amount.

        They are those of the invoice unless these would be rounded differently.
        """
        amount = self.get_amount(quantity)
        natural = quantity * self.price * (1 - self.discount / 100)
        if not compare(self._round(natural), amount, self.rounding):
            return self.price, self.discount
        return amount / quantity, 0.0

    def _round(self, amount):
        return round_amount(amount, self.rounding)
