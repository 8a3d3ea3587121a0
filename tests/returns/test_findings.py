"""What follows from the conditions of returned products."""

import pytest

from .reader import rules

Finding, Result = rules.findings.Finding, rules.findings.Result


@pytest.mark.parametrize(
    ("findings", "result"),
    [
        ([], Result()),
        ([Finding("accepted", 2)], Result(inspected=2)),
        ([Finding("missing", 2)], Result(inspected=2, rejected=2)),
        (
            [Finding("accepted", 1), Finding("damaged", 1, is_decided=False)],
            Result(inspected=2, undecided=1),
        ),
        ([Finding("damaged", 2, True, 30)], Result(inspected=2, lost=0.6)),
        ([Finding("damaged", 2, True, 0)], Result(inspected=2)),
        ([Finding("damaged", 2, True, 100)], Result(inspected=2, rejected=2)),
        # A loss noted before the decision doesn't count.
        ([Finding("damaged", 1, False, 100)], Result(inspected=1, undecided=1)),
    ],
)
def test_sum_of_findings(findings, result):
    assert rules.findings.add_up(findings) == result


@pytest.mark.parametrize(
    ("condition", "is_at_shops_expense", "is_needed"),
    [
        ("accepted", False, False),
        ("missing", False, False),
        ("missing", True, False),
        ("damaged", False, True),
        ("damaged", True, False),
        ("other_product", True, True),
        ("other_lot", False, True),
    ],
)
def test_who_needs_a_decision(condition, is_at_shops_expense, is_needed):
    needs = rules.findings.needs_decision
    assert needs(condition, is_at_shops_expense) is is_needed


@pytest.mark.parametrize(
    ("lost", "deducted", "quantity", "percentage"),
    [
        (0.0, 0.0, 2.0, 0.0),
        (0.5, 0.0, 2.0, 25.0),
        (0.5, 0.5, 2.0, 0.0),
        (0.5, 0.0, 0.0, 0.0),
        (3.0, 0.0, 2.0, 100.0),
    ],
)
def test_loss_of_a_refund(lost, deducted, quantity, percentage):
    get = rules.findings.get_loss_percentage
    assert get(lost, deducted, quantity) == percentage


def test_every_condition_says_what_is_done():
    conditions = set(rules.findings.DESTINATIONS)
    assert conditions == {
        "accepted",
        "damaged",
        "missing",
        "other_product",
        "other_lot",
    }
