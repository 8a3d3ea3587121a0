"""Properties that the rules guarantee for any facts, even unforeseen ones.

``RULES_EXAMPLES=12500`` tries 100,000 of them, since each promise has its own.
"""

import os

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from .reader import rules

facts = rules.facts
STATUSES = {
    "unpaid",
    "pending",
    "authorized",
    "partially_paid",
    "paid",
    "overpaid",
    "partially_refunded",
    "refunded",
    "failed",
}
STAGES = {"cart", "awaiting_payment", "to_confirm", "to_ship", "shipped", "done"}

quantities = st.integers(0, 4).map(float)
amounts = st.integers(0, 20_000).map(lambda cents: cents / 100)
counts = st.integers(0, 2)

moves = st.builds(
    facts.Moves,
    prepared=counts,
    to_prepare=counts,
    left=counts,
    to_leave=counts,
    undelivered=counts,
    returned=counts,
    to_return=counts,
    cancelled=counts,
)


@st.composite
def lines(draw, number):
    """Return a line with any invoiced, delivered and returned quantities."""
    ordered, unit_price = draw(quantities), draw(amounts)
    sign = draw(st.sampled_from([1, 1, 1, -1]))
    line = facts.Line(
        id=number,
        kind=draw(st.sampled_from(["goods", "goods", "service", "delivery"])),
        is_invoiced_by_delivery=draw(st.booleans()),
        ordered=ordered,
        delivered=draw(quantities),
        returned=draw(quantities),
        coming=draw(quantities),
        price=round(sign * unit_price * ordered, 2),
        unit_price=sign * unit_price,
        moves=draw(moves),
    )
    line.invoiced_quantity = draw(quantities)
    line.credited_quantity = min(draw(quantities), line.invoiced_quantity)
    line.invoiced = round(line.invoiced_quantity * line.unit_price, 2)
    line.credited = round(line.credited_quantity * line.unit_price, 2)
    return line


@st.composite
def transactions(draw, number):
    """Return a payment of the order, or a refund of its first payment."""
    state = draw(st.sampled_from(["done", "done", "authorized", "pending", "error"]))
    if number > 1 and draw(st.booleans()):
        return facts.Transaction(number, "refund", state, -draw(amounts), 1)
    return facts.Transaction(number, "online_redirect", state, draw(amounts))


@st.composite
def orders(draw):
    """Return an order in any state, with documents for more than its lines."""
    own_lines = [
        draw(lines(number)) for number in range(1, draw(st.integers(1, 3)) + 1)
    ]
    total = round(sum(line.price for line in own_lines), 2)
    order = facts.Order(
        state=draw(
            st.sampled_from(["draft", "sent", "sale", "sale", "sale", "cancel"])
        ),
        total=total,
        required=total,
        is_paid_later=draw(st.booleans()),
        is_pickup=draw(st.booleans()),
        invoice_rule=draw(
            st.sampled_from(["never", "on_request", "on_payment", "on_shipment"])
        ),
        is_invoice_requested=draw(st.booleans()),
        lines=own_lines,
        transactions=[
            draw(transactions(number))
            for number in range(1, draw(st.integers(0, 3)) + 1)
        ],
    )
    _add_documents(order, draw)
    return order


def _add_documents(order, draw):
    invoiced = round(sum(line.invoiced for line in order.lines), 2)
    credited = round(sum(line.credited for line in order.lines), 2)
    if invoiced:
        residual = draw(st.sampled_from([0.0, invoiced]))
        order.documents.append(facts.Document(1, False, True, invoiced, residual))
    if credited:
        residual = draw(st.sampled_from([0.0, credited]))
        order.documents.append(facts.Document(2, True, True, credited, residual))
    if draw(st.booleans()) and draw(st.booleans()):
        order.documents.append(facts.Document(3, False, False, 10.0, 10.0))


def for_any_order(test):
    """Check a promise with many orders."""
    examples = int(os.environ.get("RULES_EXAMPLES", "150"))
    checks = [HealthCheck.too_slow]
    limits = settings(
        max_examples=examples, deadline=None, suppress_health_check=checks
    )
    return limits(given(orders())(test))


def get_balances(order):
    return rules.balances.Balances(order)


@for_any_order
def test_every_order_has_a_status_and_a_stage(order):
    balances = get_balances(order)

    assert rules.payment.get_payment_status(order, balances) in STATUSES
    stage = rules.stage.get_stage(order, balances)
    assert stage in (STAGES if order.state != "cancel" else {"cancelled"})


@for_any_order
def test_nobody_owes_anything_when_an_order_is_done(order):
    balances = get_balances(order)
    if rules.stage.get_stage(order, balances) != "done":
        return

    assert balances.due == 0
    assert balances.to_credit == 0
    assert not any(document.residual for document in order.documents)
    assert all(document.is_posted for document in order.documents)
    assert not any(line.moves.is_open for line in order.lines)
    assert not any(line.moves.to_return for line in order.lines)


@for_any_order
def test_what_is_due_agrees_with_the_payment_status(order):
    balances = get_balances(order)
    status = rules.payment.get_payment_status(order, balances)

    if status == "overpaid":
        assert balances.due < 0
    if status == "partially_paid":
        assert balances.due > 0
    if status == "paid" and balances.money.kept > 0:
        assert balances.due <= 0


@for_any_order
def test_each_cent_that_comes_is_owed_less(order):
    before = get_balances(order)
    if before.due < 1 or before.money.refunded:
        return
    order.transactions.append(facts.Transaction(99, "online_redirect", "done", 0.5))

    assert get_balances(order).due == round(before.due - 0.5, 2)


@for_any_order
def test_an_invoice_asks_for_no_more_than_is_owed(order):
    balances = get_balances(order)
    quantities = rules.invoicing.get_quantities_to_invoice(order, balances)
    value = sum(
        rules.lines.get_value(order, line, quantities[line.id])
        for line in order.lines
        if line.id in quantities
    )
    if not quantities:
        return

    assert order.state == "sale"
    assert value >= 0
    kept = {line.id: rules.lines.get_kept_quantity(order, line) for line in order.lines}
    for line in order.lines:
        after = line.invoiced_quantity - line.credited_quantity
        after += quantities.get(line.id, 0.0)
        assert after <= max(kept[line.id], line.invoiced_quantity) + 1e-6


@for_any_order
def test_issues_cost_something_and_the_most_expensive_comes_first(order):
    found = rules.issues.get_issues(order, get_balances(order))
    costs = [issue.amount for issue in found]

    assert costs == sorted(costs, reverse=True)
    assert all(cost > 0 for cost in costs)


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        (20.0, "20"),
        (0.1 + 0.2, "0.3"),
        (12345.67, "12345.67"),
        (1234567.89, "1234567.89"),
        (300.0, "300"),
        (1e9, "1000000000"),
        (0.001, "0.001"),
    ],
)
def test_issues_name_their_amounts_exactly(amount, text):
    assert str(rules.issues.Issue("paid_twice", amount)) == f"paid_twice:{text}"


@for_any_order
def test_the_order_of_lines_and_documents_does_not_matter(order):
    before = get_balances(order)
    first = before.due, before.to_invoice, before.to_credit
    order.lines.reverse()
    order.documents.reverse()
    after = get_balances(order)

    assert (after.due, after.to_invoice, after.to_credit) == first


@for_any_order
def test_a_due_invoice_can_be_created(order):
    balances = get_balances(order)
    if rules.invoicing.is_invoice_due(order, balances):
        assert rules.invoicing.get_quantities_to_invoice(order, balances)
