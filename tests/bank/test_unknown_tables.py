"""People are helped to say what a table holds that no bank is known to write."""

import pytest

from .reader import bank_file

FORMATS = {"points": "%d.%m.%Y", "iso": "%Y-%m-%d", "day_first": "%d/%m/%Y"}


def find(*rows):
    return bank_file.find_unknown_table("\n".join(rows).encode())


def test_titles_are_found_below_a_letterhead():
    table = find(
        "Hausbank", "Konto;123", "", "Tag;Zweck;Betrag", "5.11.2026;S00123;1,00"
    )

    assert table.titles == ("Tag", "Zweck", "Betrag")
    assert table.get_samples(1) == ["S00123"]


@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_separator_is_found(separator):
    table = find(separator.join(["Date", "Amount", "Text"]), separator.join("123"))

    assert len(table.titles) == 3


def test_roles_are_guessed_once_each():
    table = find(
        "Buchungsdatum;Datum;Auftraggeber;Verwendungszweck;Betrag;W\u00e4hrung",
        "1;2;3;4;5;6",
    )

    assert table.guess_roles() == {
        0: "date",
        2: "party",
        3: "purpose",
        4: "amount",
        5: "currency",
    }


@pytest.mark.parametrize(
    ("day", "guess"),
    [
        ("05.11.2026", "points"),
        ("2026-11-05", "iso"),
        ("31/12/2026", "day_first"),
        ("x", None),
    ],
)
def test_format_of_days_is_guessed(day, guess):
    assert find("a;b;c", f"{day};1;2").guess_date_format(0, FORMATS) == guess


@pytest.mark.parametrize("rows", [[""], ["hello"], ["a;b", "1;2"], ["a;b;c"]])
def test_what_is_no_table_is_refused(rows):
    with pytest.raises(bank_file.UnreadableFile):
        find(*rows)
