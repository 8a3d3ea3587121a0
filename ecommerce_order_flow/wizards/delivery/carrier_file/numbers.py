"""Tracking numbers: how they are compared, and what looks like one."""

import re

# Up to 40 letters and digits, also in groups.
NUMBER = re.compile(r"(?=.*\d)[A-Z0-9](?:[ ./_-]?[A-Z0-9]){1,39}", re.IGNORECASE)
# What a spreadsheet makes of a long number: 3,40435E+17.
ROUNDED = re.compile(r"\d([.,]\d+)?E\+\d+", re.IGNORECASE)
AMOUNT = re.compile(r"\d{1,3}([.,]\d{1,2})?")


def normalize_number(text):
    """Return a tracking number as it is compared: no matter how it is spaced."""
    return re.sub(r"\s", "", text).upper()


def is_number_like(text):
    """Return whether a text could be a tracking number."""
    is_number = NUMBER.fullmatch(text) and not AMOUNT.fullmatch(text)
    return bool(is_number) or is_rounded(text)


def is_rounded(text):
    """Return whether a spreadsheet cut digits off the number: nobody can know them."""
    return bool(ROUNDED.fullmatch(text.strip()))
