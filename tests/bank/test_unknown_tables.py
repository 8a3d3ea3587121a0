"""Users are guided through describing a table of an unknown bank."""

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
        "5.11.2026;2;3;4;5;6",
    )

    assert table.guess_roles() == {
        0: "date",
        2: "party",
        3: "purpose",
        4: "amount",
        5: "currency",
    }


@pytest.mark.parametrize(
    ("title", "sample", "role"),
    [
        ("Umsatztyp", "Gutschrift", None),
        ("Umsatzart", "Gutschrift", None),
        ("Amount Type", "Credit", None),
        ("Betragsw\u00e4hrung", "EUR", None),
        ("Umsatz", "Gutschrift", None),
        ("Umsatz", "1.234,56", "amount"),
        ("Umsatz in EUR", "-1,00 EUR", "amount"),
        ("Betrag (EUR)", "1.00", "amount"),
        ("Betrag EUR", "", "amount"),
        ("Amount", "\u22121.00", "amount"),
        ("Lastschrift", "ja", None),
        ("Soll", "1,00", "debit"),
        ("Datum", "heute", None),
        ("Datum", "", "date"),
        ("Buchungstag", "05.11.", "date"),
    ],
)
def test_role_fits_what_the_column_holds(title, sample, role):
    table = find(f"{title};b;c;d", f"{sample};1;2;3")

    assert table.guess_roles().get(0) == role


def test_column_that_fits_gets_the_role_though_another_comes_first():
    table = find("Umsatztyp;Umsatz;c", "Gutschrift;1,00;x")

    assert table.guess_roles() == {1: "amount"}


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
