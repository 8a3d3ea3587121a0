"""Orders that no longer wait are searched for by the words of payers' texts."""

import pytest

from .reader import rules


@pytest.mark.parametrize("text", ["s00123", "Bestellung S00123.", "S 001 23"])
def test_numbers_are_among_the_words(text):
    assert "S00123" in rules.get_words(text)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("A&B-00123", "Rechnung A&B-00123, danke"),
        ("Größe-00123", "für Größe-00123"),
        ("BÜ00123", "BUE 00123"),
        ("STRAßE-00123", "STRASSE-00123"),
    ],
)
def test_numbers_are_among_them_however_banks_write_umlauts(name, text):
    assert name in rules.get_words(text)


def test_letters_are_folded_alike():
    assert rules.get_letters(["Größe-1", "", "GROESSE 1"]) == "GROESSE1\nGROESSE1"
