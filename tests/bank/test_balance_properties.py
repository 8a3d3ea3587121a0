"""Balances tell whether lines are complete, whatever their amounts."""

from decimal import Decimal

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from .reader import bank_file

repeatable = settings(derandomize=True, deadline=None, database=None, max_examples=300)
amounts = st.decimals("-100000", "100000", places=2).filter(bool)
lines = st.lists(
    st.builds(
        bank_file.Line,
        amount=amounts,
        currency=st.sampled_from(["EUR", "USD"]),
        is_booked=st.booleans(),
        is_reversal=st.booleans(),
    ),
    max_size=8,
)


def make(found, opening, closing):
    return bank_file.Statement(opening=opening, closing=closing, lines=found)


def add(found, **values):
    return sum(
        (it.amount for it in found if all(getattr(it, k) is values[k] for k in values)),
        Decimal(0),
    )


@repeatable
@given(lines, amounts)
def test_whole_statements_are_proven(found, opening):
    statement = make(found, opening, opening + add(found, is_booked=True))
    statement.turn_reversals_to_fit()

    assert statement.is_proven
    assert not statement.are_reversals_turned
    assert statement.lines == found


@repeatable
@given(lines.filter(bool), amounts, st.data())
def test_a_line_that_is_missing_is_noticed(found, opening, data):
    closing = opening + add(found, is_booked=True)
    missing = data.draw(st.sampled_from([it for it in found if it.is_booked] or [None]))
    rest = [it for it in found if it is not missing]
    assume(missing and add(rest) != add(found, is_booked=True))

    assert make(rest, opening, closing).is_proven is False


@repeatable
@given(lines, amounts, amounts)
def test_lines_are_never_changed_but_by_turned_reversals(found, opening, closing):
    statement = make(found, opening, closing)
    statement.turn_reversals_to_fit()

    for line, before in zip(statement.lines, found, strict=True):
        is_turned = statement.are_reversals_turned and before.is_reversal
        assert line.amount == (-before.amount if is_turned else before.amount)
    assert statement.is_proven or statement.lines == found


@repeatable
@given(lines)
def test_each_currency_keeps_its_lines(found):
    parts = bank_file.Statement(lines=found, currency="EUR").split_by_currency()

    assert sorted(map(repr, found)) == sorted(
        repr(line) for part in parts for line in part.lines
    )
    assert all(line.currency == part.currency for part in parts for line in part.lines)


@repeatable
@given(st.lists(amounts, min_size=1, max_size=6), st.booleans())
def test_a_batch_is_split_only_into_what_it_is(parts, is_whole):
    whole = sum(parts, Decimal(0)) + (0 if is_whole else Decimal("0.01"))
    found = bank_file.statement.split_batch(
        bank_file.Line(amount=whole), [bank_file.Line(amount=it) for it in parts]
    )

    assert sum(line.amount for line in found) == whole
    assert len(found) == (len(parts) if is_whole else 1)
