"""Quantities entered by strangers, and how quantities are distributed."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from .reader import rules

parse = rules.quantities.parse_quantity


@pytest.mark.parametrize(
    ("text", "quantity"),
    [
        ("1", 1.0),
        (" 2 ", 2.0),
        ("0", 0.0),
        ("", 0.0),
        (None, 0.0),
        ("1.5", 1.5),
        ("1,5", 1.5),
        ("1000000", 1_000_000.0),
    ],
)
def test_quantity(text, quantity):
    assert parse(text) == quantity


@pytest.mark.parametrize(
    "text",
    [
        "-1",
        "-0.01",
        "nan",
        "NaN",
        "inf",
        "-inf",
        "1e400",
        "1e7",
        "1000001",
        "9" * 400,
        "one",
        "1_0",
        "0x10",
        "=1+1",
        "<b>1</b>",
        "1.2.3",
        "1,000.5",
        "\u0661",  # a digit, but not one that the form sends
        "1\x00",
    ],
)
def test_no_quantity(text):
    assert parse(text) is None


@given(st.text(max_size=40))
def test_nothing_else_comes_of_any_text(text):
    quantity = parse(text)

    assert quantity is None or (math.isfinite(quantity) and 0 <= quantity <= 1_000_000)


@pytest.mark.parametrize(
    "text", ["0034 0434 1234", "1Z999AA10123456784", "JD-12.34/5", "  RR123456789DE "]
)
def test_tracking_number(text):
    assert rules.quantities.parse_tracking_number(text) == text.strip()


@pytest.mark.parametrize(
    "text",
    [None, "", "123", "=HYPERLINK(1)", "+491234", "<b>1234</b>", "1" * 41, "12\n34"],
)
def test_no_tracking_number(text):
    assert rules.quantities.parse_tracking_number(text) is None


@pytest.mark.parametrize(
    ("parts", "kits"),
    [
        ([(2, 1), (4, 2)], 2.0),
        ([(2, 1), (3, 2)], 1.0),
        ([(2, 1), (0, 2)], 0.0),
        ([(2, 1), (-1, 2)], 0.0),
        ([(0.3, 0.1)], 3.0),
        ([], 0.0),
    ],
)
def test_whole_kits(parts, kits):
    assert rules.quantities.count_kits(parts) == kits


@pytest.mark.parametrize(
    ("quantity", "rooms", "shares"),
    [
        (2, [1, 3], [1, 1]),
        (2, [5], [2]),
        (3, [1, -1, 1], [1, 0, 1]),
        (0, [1], [0]),
        (1, [], []),
    ],
)
def test_share_out(quantity, rooms, shares):
    assert rules.quantities.share_out(quantity, rooms) == shares
