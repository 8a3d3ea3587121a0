"""The state of a return, case by case."""

import pytest

from .reader import rules

Case = rules.states.Case


@pytest.mark.parametrize(
    ("facts", "state"),
    [
        ({}, "requested"),
        ({"decision": "declined"}, "declined"),
        ({"decision": "cancelled"}, "cancelled"),
        ({"decision": "expired"}, "expired"),
        # Goods of a native return don't decide the request.
        ({"is_here": True}, "requested"),
        ({"decision": "approved", "is_coming": True}, "approved"),
        (
            {"decision": "approved", "is_coming": True, "has_tracking": True},
            "on_the_way",
        ),
        ({"decision": "approved", "is_coming": True, "is_here": True}, "on_the_way"),
        # Its transfer was cancelled.
        ({"decision": "approved"}, "cancelled"),
        ({"decision": "approved", "is_here": True, "accepted": 1}, "received"),
        (
            {
                "decision": "approved",
                "is_here": True,
                "accepted": 1,
                "is_refunded": True,
            },
            "settled",
        ),
        (
            {
                "decision": "approved",
                "is_here": True,
                "needs_inspection": True,
                "is_refunded": True,
            },
            "received",
        ),
        (
            {
                "decision": "approved",
                "is_here": True,
                "needs_inspection": True,
                "is_inspected": True,
                "accepted": 1,
            },
            "inspected",
        ),
        # How much is refunded is not decided.
        (
            {
                "decision": "approved",
                "is_here": True,
                "is_inspected": True,
                "is_undecided": True,
            },
            "inspected",
        ),
        # Nothing is accepted.
        (
            {
                "decision": "approved",
                "is_here": True,
                "needs_inspection": True,
                "is_inspected": True,
            },
            "settled",
        ),
    ],
)
def test_state(facts, state):
    assert rules.states.get_state(Case(**facts)) == state
