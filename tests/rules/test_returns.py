"""Requested returns: the status and stage of their orders.

Real orders are covered by the addon's tests of returns.
"""

import pytest

from .reader import rules
from .story import Story


@pytest.mark.parametrize(
    ("story", "status", "stage", "owed"),
    [
        ("pay 100, ship 2, invoice, ask_return", "requested", "shipped", 0),
        ("pay 100, ship 2, invoice, ask_return, decide_return", "none", "done", 0),
        (
            "pay 100, ship 2, invoice, ask_return, decide_return, announce",
            "approved",
            "shipped",
            0,
        ),
        (
            "pay 100, ship 2, invoice, return 1, credit 1, refund 50, ask_return",
            "requested",
            "shipped",
            0,
        ),
        ("pay 100, ship 2, invoice, ask_return, announce", "approved", "shipped", 0),
        ("confirm, ship 2, return 1, await_inspection", "received", "shipped", 50),
        (
            "pay 100, ship 2, invoice, return 1, credit 1, refund 50, await_inspection",
            "received",
            "shipped",
            0,
        ),
        (
            "pay 100, ship 2, invoice, return 2, reject 1, inspect",
            "received",
            "shipped",
            -50,
        ),
        (
            "pay 100, ship 2, invoice, return 2, reject 1, credit 1, refund 50",
            "settled",
            "done",
            0,
        ),
        ("pay 100, ship 2, invoice, return 1, reject 1, inspect", "settled", "done", 0),
        (
            "pay 100, ship 2, invoice, return 2, credit_less 1 5, refund 45",
            "received",
            "shipped",
            -50,
        ),
        (
            "pay 100, ship 2, invoice, return 2, credit_less 2 10, refund 90",
            "settled",
            "done",
            0,
        ),
    ],
)
def test_return(story, status, stage, owed):
    told = Story(rules).tell(story)
    order, balances = told.order, told.balances

    assert rules.returns.get_return_status(order, balances) == status
    assert rules.stage.get_stage(order, balances) == stage
    assert balances.due == owed
