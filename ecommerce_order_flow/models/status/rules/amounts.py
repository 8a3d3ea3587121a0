"""Amounts of a currency, which is known by its rounding."""

from decimal import ROUND_HALF_UP, Decimal


def round_amount(amount, rounding):
    """Return an amount in whole units of the rounding, halves away from zero."""
    unit = Decimal(str(rounding))
    # A float's noise must not decide what half a cent becomes.
    count = (Decimal(repr(round(amount, 9))) / unit).quantize(0, ROUND_HALF_UP)
    return float(count * unit)


def compare(first, second, rounding):
    """Return -1, 0 or 1, as the first amount is less, the same or more."""
    difference = round_amount(first - second, rounding)
    return (difference > 0) - (difference < 0)


def is_zero(amount, rounding):
    """Return whether an amount is none."""
    return not round_amount(amount, rounding)
