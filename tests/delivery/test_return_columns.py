"""Rows marked as returns by a column of their own aren't delivered."""

import pytest

from .reader import carrier_file

DAY = "24.03.2026"


def get_outcome(titles, *lines, meanings=None):
    table = carrier_file.read_table("\n".join([titles, *lines]).encode())
    columns = carrier_file.recognize_columns(table)
    report = carrier_file.Report(
        table, columns.number, columns.date, columns.status, "dmy", meanings
    )
    return report.get_outcome("A1", None)


@pytest.mark.parametrize(
    ("title", "cell"),
    [
        *(("Retoure", "ja"), ("Retoure (ja/nein)", "Ja"), ("Retoure ja/nein", "J")),
        *(("Rücksendung", "x"), ("Ist Retoure", "wahr"), ("Retoure?", "1")),
        *(("Annahme verweigert", "ja"), ("Zurück an Absender", "Ja")),
        *(("Return", "yes"), ("Returned", "TRUE"), ("Is Return", "Y")),
        *(("Return (Y/N)", "Y"), ("RTS", "yes"), ("Return to sender", "1")),
        *(("Retoure", "Retoure"), ("Returned", "Returned to sender")),
    ],
)
def test_row_that_is_flagged_as_a_return_is_not_delivered(title, cell):
    outcome = get_outcome(
        f"Sendungsnummer;Status;Zugestellt am;{title}",
        f"A1;Zugestellt;{DAY};{cell}",
        f"A2;Zugestellt;{DAY};{'no' if cell[0] in 'yYT' else 'nein'}",
    )

    assert outcome.result == "returned"


@pytest.mark.parametrize("cell", ["nein", "Nein", "N", "no", "FALSE", "0", "", "-"])
def test_row_that_is_not_flagged_is_delivered(cell):
    outcome = get_outcome(
        "Sendungsnummer;Retoure;Status;Zugestellt am",
        f"A1;{cell};Zugestellt;{DAY}",
        f"A2;ja;Zugestellt;{DAY}",
    )

    assert outcome.result == "delivered"


def test_return_is_told_without_a_status():
    titles = "Sendungsnummer;Zugestellt am;Retoure"
    rows = [f"A1;{DAY};{{}}", f"A2;{DAY};nein"]

    for cell, result in (("ja", "returned"), ("nein", "delivered")):
        lines = [row.format(cell) for row in rows]
        assert get_outcome(titles, *lines).result == result


def test_two_days_without_a_status_still_contradict_each_other():
    outcome = get_outcome(
        "Sendungsnummer;Zugestellt am;Retoure",
        f"A1;{DAY};nein",
        "A1;25.03.2026;nein",
    )

    assert outcome.result == "doubled"


def test_return_without_a_day_is_one():
    outcome = get_outcome(
        "Sendungsnummer;Zugestellt am;Status;Retoure",
        "A1;;;ja",
        f"A2;{DAY};Zugestellt;nein",
    )

    assert outcome.result == "returned"


def test_flag_that_is_not_understood_is_asked_for():
    lines = (
        "Sendungsnummer;Status;Zugestellt am;Retoure",
        f"A1;Zugestellt;{DAY};evtl.",
        *(f"A{number};Zugestellt;{DAY};nein" for number in range(2, 5)),
    )
    outcome = get_outcome(*lines)

    assert (outcome.result, outcome.statuses) == ("unknown", {"evtl."})
    assert get_outcome(*lines, meanings={"evtl": "returned"}).result == "returned"
    assert get_outcome(*lines, meanings={"evtl": "ignored"}).result == "delivered"


@pytest.mark.parametrize(
    "title", ["Retoure möglich", "Retourenlabel", "Return label included", "Returnable"]
)
def test_other_answers_about_returns_are_no_flags(title):
    outcome = get_outcome(
        f"Sendungsnummer;Status;Zugestellt am;{title}", f"A1;Zugestellt;{DAY};ja"
    )

    assert outcome.result == "delivered"


def test_answer_that_contradicts_the_status_is_asked_for():
    table = carrier_file.read_table(
        b"Sendungsnummer;Status;Zugestellt;Datum\n"
        b"A1;Zugestellt;nein;1.3.2026\nA2;Zugestellt;ja;1.3.2026\n"
    )

    assert carrier_file.recognize_columns(table).is_status_unclear


def test_answer_that_says_the_same_as_the_status_is_no_question():
    table = carrier_file.read_table(
        b"Sendungsnummer;Status;Zugestellt;Datum\n"
        b"A1;Zugestellt;ja;1.3.2026\nA2;Unterwegs;nein;2.3.2026\n"
    )
    columns = carrier_file.recognize_columns(table)

    assert (columns.status, columns.is_status_unclear) == (1, False)
