"""Amounts exact to the cent."""

from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")
NOTHING = Decimal("0.00")


def to_cents(amount):
    """Return an amount rounded to the cent, halves up."""
    return amount.quantize(CENT, ROUND_HALF_UP)


def read_float(number):
    """Return the decimal number stored as a float in the database.

    It is the shortest text that gives the same float; rounding the float itself would
    round 1.005, which is slightly less than that, down.
    """
    return Decimal(repr(number))


def read_cents(number):
    """Return the amount stored as a float in the database."""
    return to_cents(read_float(number))
