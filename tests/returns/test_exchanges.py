"""Prices and quantities of exchanges: plain Python, without Odoo."""

import pytest

from .reader import ADDON, load

rules = load("exchange_rules", ADDON / "models" / "exchange" / "rules")
Price, Line = rules.prices.Price, rules.quantities.Line


@pytest.mark.parametrize(
    ("paid", "before", "now", "share", "price"),
    [
        # Bought at today's price
        (Price(50), Price(50), Price(50), 0.0, Price(50)),
        (Price(50), Price(50), Price(60), 0.0, Price(60)),
        (Price(50), Price(50), Price(40), 0.0, Price(40)),
        # Bought at another one
        (Price(45), Price(50), Price(50), 0.0, Price(45)),
        (Price(45), Price(50), Price(60), 0.0, Price(55)),
        (Price(70), Price(50), Price(40), 0.0, Price(60)),
        # Discounts on the line, then and today
        (Price(50, 20), Price(50), Price(50), 0.0, Price(50, 20)),
        (Price(50, 20), Price(50), Price(60), 0.0, Price(50)),
        (Price(50), Price(50, 10), Price(60, 10), 0.0, Price(59)),
        # A discount on the order
        (Price(50), Price(50), Price(50), 0.1, Price(45)),
        (Price(50), Price(50), Price(60), 0.1, Price(55)),
        (Price(50), Price(50), Price(50), 1.0, Price(0)),
        # No replacement brings money
        (Price(10), Price(50), Price(20), 0.0, Price(0)),
        (Price(0), Price(50), Price(50), 0.0, Price(0)),
    ],
)
def test_price_of_another_variant(paid, before, now, share, price):
    found = rules.prices.get_variant_price(paid, before, now, share)

    assert found.reduced == pytest.approx(price.reduced)
    assert found.discount == price.discount


def exchange(**values):
    return Line(is_exchange=True, **values)


@pytest.mark.parametrize(
    ("line", "unreplaced", "unrefunded"),
    [
        (Line(), 0, 0),
        (Line(accepted=2, approved=2), 0, 2),
        (Line(accepted=2, approved=2, refunded=1), 0, 1),
        # Another product
        (exchange(approved=2), 0, 0),
        (exchange(accepted=1, approved=2), 1, 1),
        (exchange(accepted=2, approved=2, replaced=1, refunded=1), 1, 1),
        (exchange(accepted=2, approved=2, replaced=2, refunded=2), 0, 0),
        (exchange(accepted=3, approved=2), 2, 3),
        (exchange(accepted=2, approved=2, replaced=2), 0, 2),  # its refund was refused
        # The same product
        (exchange(accepted=1, approved=2, is_same=True), 1, 0),
        (exchange(accepted=3, approved=2, is_same=True), 2, 1),
        (exchange(accepted=2, approved=2, replaced=2, is_same=True), 0, 0),
        # Less is accepted than was replaced
        (exchange(accepted=1, approved=2, replaced=2), 0, 1),
        (exchange(accepted=1, approved=2, replaced=2, is_same=True), 0, 0),
        # Refunded instead
        (exchange(accepted=2, approved=2, is_refunded_instead=True), 0, 2),
        (
            exchange(
                accepted=2,
                approved=2,
                replaced=1,
                is_same=True,
                is_refunded_instead=True,
            ),
            0,
            1,
        ),
    ],
)
def test_what_is_replaced_and_what_is_credited(line, unreplaced, unrefunded):
    assert rules.quantities.get_unreplaced(line) == unreplaced
    assert rules.quantities.get_unrefunded(line) == unrefunded
