"""Payers' texts name their own orders, and nobody else's."""

import pytest

from .reader import ORDERS, read_json, rules

CASES = read_json("references.json")


def find(text, names=ORDERS):
    return rules.ReferenceFinder([(name, name) for name in names]).find(text)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"] or "nothing")
def test_whoever_is_named_is_found_and_nobody_else(case):
    found = find(case["text"])
    named, possible = set(case["orders"]), set(case.get("maybe", ()))

    assert found.named <= named
    assert named <= found.named | found.doubtful <= named | possible


SURE = ["S00123", "s 00123", "S-00123", "S00\n123", "SVWZ+S00123", "S00123-1"]


@pytest.mark.parametrize("text", SURE)
def test_what_stands_there_whole_is_sure(text):
    assert find(text).named == {"S00123"}


DOUBTFUL = ["SO0123", "S00l23", "5 00123", "00123", "RF79S00123"]


@pytest.mark.parametrize("text", DOUBTFUL)
def test_what_looks_like_it_is_doubtful(text):
    found = find(text)

    assert not found.named
    assert found.doubtful == {"S00123"}


def test_references_with_right_check_digits_are_sure():
    assert find("RF24 S001 27").named == {"S00127"}


@pytest.mark.parametrize("text", ["S00123+124", "S00123, 124", "S00123 und 124"])
def test_numbers_without_their_beginning_are_doubtful(text):
    found = find(text)

    assert (found.named, found.doubtful) == ({"S00123"}, {"S00124"})


@pytest.mark.parametrize("text", ["S00124 + 1,50 Trinkgeld", "S00124, 126,00 EUR"])
def test_amounts_are_no_numbers_of_orders(text):
    found = find(text)

    assert (found.named, found.doubtful) == ({"S00124"}, set())


def test_numbers_go_on_in_no_other_text():
    finder = rules.ReferenceFinder([("S00123", "S00123")])

    assert finder.find("S001", "23") == rules.Mentions()


def test_references_of_digits_alone_are_doubtful():
    found = find("Bestellung 20260017", ["20260017"])

    assert (found.named, found.doubtful) == (set(), {"20260017"})


def test_an_order_is_found_by_any_of_its_references():
    finder = rules.ReferenceFinder([("S00123", 1), ("WEB-2026-7", 1), ("S00124", 2)])

    assert finder.find("WEB 2026 / 7").named == {1}


def test_letters_with_two_capitals_move_nothing():
    assert find("Weißhaupt Straße S00124").named == {"S00124"}


def test_short_numbers_mean_no_order():
    finder = rules.ReferenceFinder([("CUST/05", 1), ("W-0005", 2)])

    assert finder.find("Rechnung 05").doubtful == set()
    assert finder.find("Rechnung 0005").doubtful == {2}


GERMAN = [
    ("Größe-00123", "Größe-00123"),
    ("GRÖSSE-00123", "Größe 00123"),
    ("Größe-00123", "GROESSE00123"),
    ("GROESSE-00123", "größe-00123"),
    ("W\N{LATIN CAPITAL LETTER SHARP S}-00123", "wß-00123"),
    ("MÜ-00123", "MU\N{COMBINING DIAERESIS}-00123"),
    ("ÄB00123", "Rechnung AEB 00123 dankend"),
]


@pytest.mark.parametrize(("name", "text"), GERMAN)
def test_umlauts_are_found_as_banks_write_them(name, text):
    assert find(text, [name]).named == {name}


@pytest.mark.parametrize("text", ["STRAẞE00123", "ß00123", "SS00123", "00123ß"])
def test_a_letter_that_is_written_as_two_is_taken_for_no_half(text):
    assert not find(text, ["S00123", "E00123"]).named


@pytest.mark.parametrize("name", ["A&B-00123", "W#00123", "WEB:2026:7", "S(1)+00123"])
@pytest.mark.parametrize("text", ["{}", "Rechnung {}, danke", "SVWZ+{}"])
def test_whatever_stands_in_a_number_may_stand_in_the_text(name, text):
    assert find(text.format(name), [name]).named == {name}
    assert find(text.format(name.lower()), [name]).named == {name}


@pytest.mark.parametrize("mark", "&#:")
def test_marks_that_stand_in_no_number_join_nothing(mark):
    assert not find(f"S{mark}00123", ["S00123", "T&00123"]).named
