"""Comparison and recognition of tracking numbers."""

import re

# Up to 40 letters and digits, also in groups.
NUMBER = re.compile(r"(?=.*\d)[A-Z0-9](?:[ ./_-]?[A-Z0-9]){1,39}", re.IGNORECASE)
# A long number rounded by a spreadsheet: 3,40435E+17.
ROUNDED = re.compile(r"\d([.,]\d+)?E\+\d+", re.IGNORECASE)
SEVERAL = re.compile(r"[,;|\n]")
GROUPING = re.compile(r"[./_-]")
LEADING_ZEROS = re.compile(r"^0+(?=[0-9]+$)")
# A program took the number for an amount.
DECIMALS = re.compile(r"^(\d{6,15})\.0$")
AMOUNT = re.compile(r"\d{1,3}([.,]\d{1,2})?")


def normalize_number(text):
    """Return a tracking number normalized for comparison, without spaces."""
    return DECIMALS.sub(r"\1", re.sub(r"\s", "", text).upper())


def strip_number(number):
    """Return the part of a normalized number common to all spellings.

    Programs group numbers, and spreadsheets drop leading zeros.
    """
    return LEADING_ZEROS.sub("", GROUPING.sub("", number))


def is_number_like(text):
    """Return whether a text may be a tracking number."""
    is_number = NUMBER.fullmatch(text) and not AMOUNT.fullmatch(text)
    return bool(is_number) or is_rounded(text)


def is_rounded(text):
    """Return whether a spreadsheet rounded the number, so that digits are lost."""
    return bool(ROUNDED.fullmatch(text.strip()))


def split_numbers(text):
    """Return the numbers of a cell, which may have those of several parcels."""
    parts = [part.strip() for part in SEVERAL.split(text) if part.strip()]
    is_list = len(parts) > 1 and all(map(is_number_like, parts))
    return parts if is_list and not AMOUNT.fullmatch(text) else [text]


def has_numbers(text):
    """Return whether a cell may have one tracking number, or several."""
    return all(map(is_number_like, split_numbers(text)))
