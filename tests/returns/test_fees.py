"""Fees of returns, and who pays the parcel."""

from dataclasses import dataclass

import pytest

from .reader import rules

fees = rules.fees


@dataclass
class Policy:
    parcel_payer: str = "customer"
    fee_percentage: float = 0.0
    fee_amount: float = 0.0


DEAR = Policy("customer", 10.0, 5.0)


@pytest.mark.parametrize(
    ("policies", "is_at_shops_expense", "is_withdrawable", "payer", "amount"),
    [
        ([DEAR], False, False, "customer", 5.0),
        ([DEAR], False, True, "customer", 0.0),
        ([DEAR], True, False, "shop", 0.0),
        ([DEAR, Policy("shop", 0.0, 8.0)], False, False, "shop", 8.0),
        ([], False, False, "customer", 0.0),
    ],
)
def test_terms(policies, is_at_shops_expense, is_withdrawable, payer, amount):
    terms = fees.get_terms(
        dict(enumerate(policies)), is_at_shops_expense, is_withdrawable
    )

    assert terms.parcel_payer == payer
    assert terms.fees.amount == amount
    assert bool(terms.fees) == bool(amount)


@pytest.mark.parametrize(
    ("values", "discount", "percentages", "shares"),
    [
        ({1: 50.0}, 0.0, {1: 10.0}, {1: 0.1}),
        ({1: 50.0, 2: 50.0}, 0.0, {1: 10.0}, {1: 0.1, 2: 0.0}),
        ({1: 50.0}, -5.0, {1: 10.0}, {1: 0.09}),
        ({1: 50.0}, -60.0, {1: 10.0}, {1: 0.0}),
        ({1: 50.0}, 0.0, {1: 100.0}, {1: 1.0}),
        ({1: 0.0}, 0.0, {1: 10.0}, {1: 0.0}),
        ({}, 0.0, {}, {}),
    ],
)
def test_shares(values, discount, percentages, shares):
    assert fees.get_shares(values, discount, percentages) == pytest.approx(shares)


def test_share_of_what_is_left():
    assert fees.add_share({1: 0.5, 2: 0.0}, 0.5) == {1: 0.75, 2: 0.5}
    assert fees.add_share({1: 0.0}, 2.0) == {1: 1.0}
