"""The status rules agree with the table, row by row."""

from dataclasses import astuple

import pytest

from .reader import rules, table
from .story import Story


def judge(rules, story):
    """Return the table row that the rules yield for a story."""
    told = Story(rules).tell(story)
    order, balances = told.order, told.balances
    issues = rules.issues.get_issues(order, balances)
    return table.Row(
        story,
        rules.payment.get_payment_status(order, balances),
        rules.fulfillment.get_fulfillment_status(order),
        rules.returns.get_return_status(order, balances),
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
    return "yes" if rules.invoicing.is_invoiceable(order, balances) else "no"


@pytest.mark.parametrize(
    "row", table.read_rows(), ids=lambda row: row.story or "nothing"
)
def test_row(row):
    assert astuple(judge(rules, row.story)) == astuple(row)


def test_table_has_a_hundred_rows():
    assert len(table.read_rows()) >= 100
