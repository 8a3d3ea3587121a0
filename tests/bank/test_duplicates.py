"""Bookings are recognized in whatever file they come again; equal ones stay two."""

from collections import Counter
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from .reader import bank_file

repeatable = settings(derandomize=True, deadline=None, database=None, max_examples=300)
find_known = bank_file.find_known
DAY = date(2026, 11, 5)
KIM, ALEX = "DE63900000020000001111", "DE74900000030000002222"


def trace(text="S00123", format="camt.053", amount="89.90", **values):
    return bank_file.Trace.make(
        booked_on=values.pop("booked_on", DAY),
        amount=amount,
        format=format,
        text=text,
        **values,
    )


# The bookings in the file, those booked before, and whether they are the same.
CASES = {
    "nothing booked": (trace(), None, "new"),
    "equal": (trace(), trace(), "known"),
    "another amount": (trace(), trace(amount="89.91"), "new"),
    "another day": (trace(), trace(booked_on=date(2026, 11, 4)), "new"),
    "taken back": (trace(), trace(amount="-89.90"), "new"),
    "another purpose": (trace(), trace("S00124"), "new"),
    "another payer": (trace(payer="Kim"), trace(payer="Alex"), "new"),
    "other spelling": (trace("s 00-123"), trace("S00123"), "known"),
    "umlauts": (trace("für Zoë", "ING"), trace("FUER ZOE", "MT940"), "known"),
    "same reference": (
        trace("a", bank_reference="R1"),
        trace("b", "camt.054", bank_reference="R1"),
        "known",
    ),
    "another reference": (
        trace(bank_reference="R1"),
        trace(bank_reference="R2"),
        "new",
    ),
    "each format has references of its own": (
        trace(bank_reference="R1"),
        trace(format="MT940", bank_reference="X"),
        "known",
    ),
    "same end-to-end": (
        trace("a", end_to_end="E1"),
        trace("b", "MT940", end_to_end="E1"),
        "known",
    ),
    "end-to-end not provided": (
        trace("a", end_to_end="NOTPROVIDED"),
        trace("b", end_to_end="NOTPROVIDED"),
        "new",
    ),
    "more words": (
        trace("S00123 vom 3.11."),
        trace("Kim S00123 vom 3.11.", "MT940"),
        "known",
    ),
    "few letters": (trace("ok"), trace("Kim ok danke", "MT940"), "perhaps"),
    "other words": (trace("danke"), trace("S00123", "MT940"), "perhaps"),
    "other account": (trace(iban=KIM), trace("S00123", "MT940", iban=ALEX), "new"),
    "booked by others": (trace(), trace("by hand", ""), "perhaps"),
    "no text": (trace(""), trace("", "MT940"), "perhaps"),
}


@pytest.mark.parametrize("case", CASES)
def test_booking_is_compared(case):
    mine, booked, result = CASES[case]

    assert find_known([mine], [booked] if booked else []) == [result]


def test_each_booking_is_known_once():
    assert find_known([trace(), trace()], [trace()]) == ["known", "new"]


def test_better_matches_come_first():
    found = find_known([trace("danke"), trace()], [trace(format="MT940")])

    assert found == ["new", "known"]


def test_batch_is_known_by_its_parts():
    parts = [trace(amount=it, bank_reference="R1") for it in ("60.00", "29.90")]
    whole = trace(format="camt.054", bank_reference="R1")

    assert find_known(parts, [whole]) == ["known", "known"]
    assert find_known([whole], parts) == ["known"]
    assert find_known([whole], parts[:1]) == ["new"]


def test_digest_is_the_banks_word_or_the_content():
    assert (
        trace("a", bank_reference="R1").digest == trace("b", bank_reference="R1").digest
    )
    assert trace("a").digest != trace("b").digest
    assert trace("a").digest == trace("A").digest


traces = st.lists(
    st.builds(
        trace,
        text=st.sampled_from(["", "S00123", "S00124", "danke"]),
        amount=st.sampled_from(["1.00", "2.00"]),
        bank_reference=st.sampled_from(["", "R1", "R2"]),
        iban=st.sampled_from(["", KIM, ALEX]),
    ),
    max_size=8,
)


@repeatable
@given(traces)
def test_what_was_booked_is_known_whole(file):
    assert find_known(file, file) == ["known"] * len(file)


@repeatable
@given(traces, traces)
def test_no_more_is_known_than_was_booked(file, booked):
    results = find_known(file, booked)
    # By the bank's documentation, a batch counts one line for each of its parts.
    if not any(it.bank_reference for it in booked):
        known = Counter(
            it.amount
            for it, result in zip(file, results, strict=True)
            if result != "new"
        )
        assert known <= Counter(it.amount for it in booked)


@repeatable
@given(traces, st.data())
def test_overlapping_files_of_a_bank_bring_each_line_once(file, data):
    cut = data.draw(st.integers(0, len(file)))
    results = find_known(file, file[:cut])

    assert results.count("new") <= len(file) - cut
    assert results.count("perhaps") == 0
