"""Money confirms only what it pays beyond doubt; everything else is proposed."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from .reader import DATA, ORDERS, WAITING, bank_file, make_booking, read_json, rules

FILES = sorted(
    path.name
    for path in DATA.iterdir()
    if path.suffix in (".csv", ".sta", ".xml", ".zip")
)


def get_bookings(name):
    statements = bank_file.read_statements((DATA / name).read_bytes())
    return [
        make_booking(line, statement)
        for statement in statements
        for line in statement.lines
    ]


@pytest.mark.parametrize("name", FILES)
def test_no_order_is_confirmed_by_what_does_not_pay_it(name):
    bookings, expected = get_bookings(name), read_json(f"{name}.expected.json")
    for line, decision in zip(expected, rules.decide(bookings, WAITING), strict=True):
        if decision.is_sure:
            assert set(decision.orders) == set(line["orders"])
            assert Decimal(line["amount"]) == sum(
                ORDERS[order] for order in line["orders"]
            )
            assert line["booked"]
            assert not line["reversal"]


@pytest.mark.parametrize("name", FILES)
def test_whoever_pays_an_order_is_matched_or_proposed(name):
    bookings, expected = get_bookings(name), read_json(f"{name}.expected.json")
    for line, decision in zip(expected, rules.decide(bookings, WAITING), strict=True):
        is_income = Decimal(line["amount"]) > 0
        if line["booked"] and is_income and not line["reversal"]:
            assert set(line["orders"]) <= set(decision.orders), (line, decision)


# === ONE BOOKING === #

DAY = date(2026, 11, 5)
LAST_DAY = date(2027, 1, 31)  # day on which the files are read
# The text and what is special about it, the orders meant, and the reason for doubt.
CASES = [
    ("S00123", {}, ["S00123"], ""),
    ("S00123", {"amount": "89.89"}, ["S00123"], "too_little"),
    ("S00123", {"amount": "89.91"}, ["S00123"], "too_much"),
    ("S00123", {"amount": "-89.90"}, [], "no_income"),
    ("S00123", {"amount": "0"}, [], "no_income"),
    ("S00123", {"currency": "CHF"}, ["S00123"], "currency"),
    ("S00123", {"is_booked": False}, [], "not_booked"),
    ("S00123", {"is_reversal": True}, [], "reversal"),
    ("S00123", {"is_reversal": True, "amount": "-89.90"}, [], "reversal"),
    ("S00123", {"is_proven": False}, ["S00123"], "unproven"),
    ("S00123", {"has_parts": True}, ["S00123"], "parts"),
    ("S00123", {"booked_on": date(2027, 1, 30)}, ["S00123"], ""),
    ("S00123", {"booked_on": date(2027, 1, 31)}, ["S00123"], "old"),
    ("S00123", {"booked_on": None}, ["S00123"], "old"),
    ("S00123", {"booked_on": date(2027, 2, 1)}, ["S00123"], "future"),
    ("S0O123", {}, ["S00123"], "doubtful"),
    ("00123", {}, ["S00123"], "doubtful"),
    ("S00123 S00124", {"amount": "114.40"}, ["S00123", "S00124"], ""),
    ("S00123 S00124", {}, ["S00123", "S00124"], "too_little"),
    ("S00123+124", {"amount": "114.40"}, ["S00123", "S00124"], "doubtful"),
    ("S00123 S00140", {"amount": "169.90"}, ["S00123", "S00140"], "currency"),
    ("S00123 S00123", {}, ["S00123"], ""),
    ("S001234", {}, [], "no_order"),
    ("danke", {}, [], "no_order"),
    ("", {}, [], "no_order"),
]


def make(text, amount="89.90", **values):
    return rules.Booking(
        **{
            "amount": Decimal(amount),
            "currency": "EUR",
            "booked_on": DAY,
            "texts": (text,),
            **values,
        }
    )


# Reasons that follow from the order, and not from the booking.
OTHER_REASONS = {"paid", "cancelled", "confirmed"}


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case[0]} {case[1]}")
def test_booking_is_decided_about(case):
    text, values, orders, reason = case
    (decision,) = rules.decide([make(text, **values)], WAITING, today=LAST_DAY)

    assert (sorted(decision.orders), decision.reason) == (orders, reason)
    assert decision.is_sure == bool(orders and not reason)
    assert decision.is_proposal == bool(orders and reason)


def test_each_reason_has_a_case():
    assert {case[3] for case in CASES} - {""} == {*rules.REASONS} - OTHER_REASONS


def test_whoever_pays_twice_is_asked_about():
    first, second = rules.decide([make("S00123"), make("S00123")], WAITING)

    assert first.is_sure
    assert second == rules.Decision(("S00123",), "paid")


def test_neither_name_nor_account_nor_amount_confirms():
    booking = make("danke", payer="Erika Sommerfeldt", iban="DE63900000020000001111")

    assert rules.decide([booking], WAITING) == [rules.Decision(reason="no_order")]


def test_names_and_amounts_rank_what_is_doubtful():
    booking = make("00124 oder 00123", payer="SOMMERFELDT Erika")
    (decision,) = rules.decide([booking], WAITING)

    assert decision.orders == ("S00123", "S00124")


@pytest.mark.parametrize("closed", sorted(OTHER_REASONS))
def test_order_that_waits_no_more_is_asked_about(closed):
    orders = [replace(WAITING[0], closed=closed)]

    (decision,) = rules.decide([make("S00123")], orders)

    assert decision == rules.Decision(("S00123",), closed)


def test_reference_of_two_orders_pays_neither_of_them():
    orders = [replace(it, references=("CUST/57",)) for it in WAITING[:2]]

    (decision,) = rules.decide([make("CUST/57")], orders)

    assert decision == rules.Decision(("S00123", "S00124"), "too_little")


def test_orders_are_named_by_what_takes_money_back_too():
    matcher = rules.Matcher(WAITING)

    assert matcher.find_named(make("S00123", "-89.90")) == ("S00123",)


@pytest.mark.parametrize(
    ("amount", "owed", "serious"),
    [
        ("0.01", ["89.90"], [0]),
        ("0.01", ["89.90", "24.50"], [0, 0]),
        ("44.94", ["89.90"], [0]),
        ("44.95", ["89.90"], [1]),
        ("500", ["89.90"], [1]),
        ("114.40", ["89.90", "24.50"], [1, 1]),
        ("24.50", ["89.90", "24.50"], [0, 1]),
        ("24.50", ["24.50", "24.50"], [1, 1]),
        ("100", ["89.90", "24.50"], [1, 0]),
    ],
)
def test_order_is_seriously_paid_by_half_of_it_or_exactly(amount, owed, serious):
    amount, owed = Decimal(amount), [Decimal(it) for it in owed]
    shares = rules.allocate(amount, owed)

    found = [
        rules.is_serious(amount, share, due)
        for share, due in zip(shares, owed, strict=True)
    ]

    assert found == list(map(bool, serious))
