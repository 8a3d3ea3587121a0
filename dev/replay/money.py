"""Amounts to the cent, exactly."""

from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")
NOTHING = Decimal("0.00")


def to_cents(amount):
    """Return an amount rounded to the cent, halves up."""
    return amount.quantize(CENT, ROUND_HALF_UP)


def read_float(number):
    """Return the decimal number that a float of the database stands for.

    The shortest text that gives this very float is what was once stored; rounding the
    float itself would round 1.005, which is a little less than that, down.
    """
    return Decimal(repr(number))


def read_cents(number):
    """Return the amount that a float of the database stands for."""
    return to_cents(read_float(number))
