"""Kits: Odoo counts whole ones only, so one that lost a part isn't delivered."""

from .reader import rules


def make_kit(**moves):
    """Return an order over a kit for 60.00 and its line."""
    line = rules.facts.Line(
        id=1, ordered=1.0, price=60.0, unit_price=60.0, moves=rules.facts.Moves(**moves)
    )
    return rules.facts.Order(total=60.0, required=60.0, lines=[line]), line


def test_kit_of_which_a_part_came_back_is_not_given_up():
    order, line = make_kit(left=2, returned=1, returned_to_refund=1)

    assert rules.lines.get_given_up_quantity(order, line) == 0.0
    assert rules.lines.get_kept_quantity(order, line) == 1.0


def test_kit_of_which_a_part_never_left_is_given_up():
    order, line = make_kit(left=1, cancelled=1)

    assert rules.lines.get_given_up_quantity(order, line) == 1.0
