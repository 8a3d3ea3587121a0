"""The rules of statuses say what the table says, row by row."""

from dataclasses import astuple

import pytest

from .reader import rules
from .story import Story
from .table import Row, read_rows


def judge(rules, story):
    """Return the row that rules find for a story."""
    told = Story(rules).tell(story)
    order, balances = told.order, told.balances
    issues = rules.issues.get_issues(order, balances)
    return Row(
        story,
        rules.payment.get_payment_status(order, balances),
        rules.stage.get_stage(order, balances),
        ", ".join(issue.code for issue in issues),
        balances.due,
        balances.to_invoice,
        balances.to_credit,
        get_invoicing(rules, order, balances),
    )


def get_invoicing(rules, order, balances):
    """Return whether an invoice can be created now: no, yes, or due."""
    if rules.invoicing.is_invoice_due(order, balances):
        return "due"
    quantities = rules.invoicing.get_quantities_to_invoice(order, balances)
    return "yes" if quantities else "no"


@pytest.mark.parametrize("row", read_rows(), ids=lambda row: row.story or "nothing")
def test_row(row):
    assert astuple(judge(rules, row.story)) == astuple(row)


def test_table_has_a_hundred_rows():
    assert len(read_rows()) >= 100
