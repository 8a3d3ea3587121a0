"""The price of a replacement.

=========================================  ==========================================
The replacement is                         Its price
=========================================  ==========================================
the same product                           none: it is delivered for the same line
a variant that costs the same today        what was paid
a variant that costs more or less today    what was paid, and the difference of today
another product                            that of today
=========================================  ==========================================

What was paid includes the line's share of a discount on the whole order: such discounts
don't apply to replacements.
"""

from dataclasses import dataclass

ALMOST = 0.00001


@dataclass(frozen=True)
class Price:
    """A price, with a discount in percent."""

    unit: float = 0.0
    discount: float = 0.0

    @property
    def reduced(self):
        return self.unit * (1 - self.discount / 100)


def get_variant_price(paid, before, now, share=0.0):
    """Return the `Price` of another variant.

    :param Price paid: The price of the returned one.
    :param Price before: The price of the returned one today.
    :param Price now: The price of the other one today.
    :param float share: The part of it that a discount on the whole order deducted.
    """
    difference = now.reduced - before.reduced
    if not share and abs(difference) < ALMOST:
        return paid
    return Price(max(paid.reduced * (1 - share) + difference, 0.0))
