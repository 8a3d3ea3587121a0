"""Amounts in a currency, which is given by its rounding."""

from decimal import ROUND_HALF_UP, Decimal


def round_amount(amount, rounding):
    """Return an amount rounded to the currency, halves away from zero."""
    unit = Decimal(str(rounding))
    # Rounding errors of floats must not decide how half a cent is rounded.
    count = (Decimal(repr(round(amount, 9))) / unit).quantize(0, ROUND_HALF_UP)
    return float(count * unit)


def compare(first, second, rounding):
    """Return -1, 0 or 1 if the first amount is less, equal or greater."""
    difference = round_amount(first - second, rounding)
    return (difference > 0) - (difference < 0)


def is_zero(amount, rounding):
    """Return whether an amount is zero."""
    return not round_amount(amount, rounding)
