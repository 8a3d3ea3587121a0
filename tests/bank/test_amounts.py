"""Amounts are parsed by the bank's grammar, and never guessed."""

import re
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from .reader import bank_file

read_amount = bank_file.amounts.read_amount

AMOUNTS = [
    ("1.000", ",", "1000.00"),
    ("1.000", ".", "1.000"),
    ("1.234,5", ",", "1234.50"),
    ("1,234.5", ".", "1234.50"),
    ("-24,5", ",", "-24.50"),
    ("\N{MINUS SIGN}24,50", ",", "-24.50"),
    ("+89,90", ",", "89.90"),
    ("1'234.50", ".", "1234.50"),
    ("1\N{RIGHT SINGLE QUOTATION MARK}234.50", ".", "1234.50"),
    ("1 234,50", ",", "1234.50"),
    ("24,50 S", ",", "-24.50"),
    ("24,50H", ",", "24.50"),
    ("3.712,45 €", ",", "3712.45"),
    ("80", ".", "80.00"),
]


@pytest.mark.parametrize(("text", "decimal", "amount"), AMOUNTS)
def test_amount_is_read(text, decimal, amount):
    assert read_amount(text, decimal) == Decimal(amount)


@pytest.mark.parametrize("text", ["", " ", "EUR"])
def test_an_empty_cell_has_no_amount(text):
    assert read_amount(text) is None


@pytest.mark.parametrize(
    "text", ["1.00", "1,000.00", "12.34,5", "1.0000", "zwei", "--5"]
)
def test_what_the_bank_does_not_write_is_refused(text):
    with pytest.raises(ValueError, match=re.escape(text)):
        read_amount(text)


GERMAN = str.maketrans(",.", ".,")


@settings(derandomize=True, deadline=None, database=None, max_examples=500)
@given(st.decimals(-(10**9), 10**9, places=2), st.booleans())
def test_each_amount_comes_back_as_it_was_written(amount, is_german):
    written = f"{amount:,}"
    if is_german:
        written = written.translate(GERMAN)

    assert read_amount(written, "," if is_german else ".") == amount
