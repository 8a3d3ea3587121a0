"""Translations follow the terms, and nothing is guessed."""

import polib

from dev.shop.translations import count_missing, merge


def make_file(*terms, **metadata):
    """Return a file with terms and their translations."""
    file = polib.POFile()
    file.metadata = metadata
    file.extend(polib.POEntry(msgid=term, msgstr=text) for term, text in terms)
    return file


def test_translation_keeps_what_is_the_same_term():
    merged = make_file(("Order", "Auftrag"))

    merge(merged, make_file(("Order", "")))

    assert merged[0].msgstr == "Auftrag"


def test_new_term_is_missing_rather_than_guessed():
    merged = make_file(("Order", "Auftrag"))

    merge(merged, make_file(("Orders", "")))

    assert [entry.msgstr for entry in merged] == [""]
    assert count_missing(merged) == 1


def test_terms_come_in_the_order_of_the_template():
    translation = make_file(("B", "b"), ("A", "a"))

    merge(translation, make_file(("A", ""), ("B", "")))

    assert [entry.msgid for entry in translation] == ["A", "B"]


def test_dates_do_not_change_the_file():
    translation = make_file(**{"POT-Creation-Date": "today", "Language": "de"})

    merge(translation, make_file())

    assert translation.metadata == {"Language": "de"}
