"""German texts follow the tables of words in `data/glossary`.

`words.csv` has the German of our words; alternatives are separated by a slash, and each
may be the beginning of a word. `forbidden.csv` has German words to avoid, with their
replacement; a star stands for any ending. `exceptions.csv` has the terms that differ
for a reason; an ellipsis stands for the rest of a term.
"""

import ast
import csv
import re
from collections import defaultdict
from functools import cache
from pathlib import Path

import polib
import pytest

import odoo

ROOT = Path(__file__).parents[1]
ADDON = ROOT / "ecommerce_order_flow"
TABLES = Path(__file__).parent / "data" / "glossary"
ODOO = Path(odoo.__path__[0], "addons")
MARKUP = re.compile(r"<[^>]*>|\{\{.*?\}\}|%\(\w+\)s|&\w+;")
PLACEHOLDER = re.compile(r"%\(\w+\)s|%s")
EXPRESSION = re.compile(r"\{\{.*?\}\}")
TAG = re.compile(r"<[^>]+>")
TITLE = re.compile(r'title="[^"]*"')
ENDING = r"(?:s|es|d|ed|ing)?"
LABEL = re.compile(r"model:ir\.model[\w.]*,\w+:\w+\.(\w+)")
OUR_LABEL = re.compile(r"(?:model|field|selection)_+ecommerce_")
# Texts for customers: mails, their pages, and papers in the parcel.
FOR_CUSTOMERS = re.compile(
    r"mail\.template,(?:subject|body_html):"
    r"|arch_db:ecommerce_order_flow\.(?:cancellation_money|cart_|cart$|order_mail"
    r"|packing_slip|mail_frame|payment_instructions|pickup_mail|portal_|sale_order_portal_"
    r"|shipment_mail|slip_beside_label)"
    r"|code:addons/ecommerce_order_flow/controllers/"
)
# Customers' orders are "Bestellungen"; only the acceptance is named after the shop's
# side.
STAFFS_ORDER = re.compile(r"(?<!\w)[Aa]uftr[aä]g(?!s(?:bestätigung|verarbeitung))")


class Term:
    """A term of ours and its German, as displayed without tags and values."""

    def __init__(self, english, german, places=()):
        self.english, self.german = tidy(english), tidy(german)
        self.raw_english, self.raw_german = english, german
        self.places = places

    def __repr__(self):
        return f"{self.english[:70]!r} is {self.german[:70]!r}"

    def is_named(self, name):
        if name.endswith("…"):
            return self.english.startswith(name.removesuffix("…"))
        return self.english == name

    def is_for_customers(self):
        return any(FOR_CUSTOMERS.search(place) for place in self.places)


def tidy(text):
    return re.sub(r"\s+", " ", MARKUP.sub(" ", text)).strip()


# === THE TABLES === #


@cache
def read_table(name):
    with (TABLES / f"{name}.csv").open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table, strict=True))


@cache
def read_words():
    """Return the German of each English word, the longest words first."""
    words = {
        row["English"]: [it.strip().lower() for it in row["German"].split("/")]
        for row in read_table("words")
    }
    return dict(sorted(words.items(), key=lambda item: (-len(item[0]), item[0])))


@cache
def read_terms():
    entries = polib.pofile(ADDON / "i18n" / "de.po")
    return [Term(it.msgid, it.msgstr, get_places(it)) for it in entries]


def get_places(entry):
    return tuple(f"{a}:{b}" if b else a for a, b in entry.occurrences)


# === THE RULES === #


def find_untranslated_words(term, words):
    """Return the words of the table whose German is missing in a term's translation.

    A word within a longer one that is also in the table doesn't count.
    """
    text, german = term.english, term.german.lower()
    found = []
    for word, translations in words.items():
        text, count = get_english_pattern(word).subn("…", text)
        if count and not any(it in german for it in translations):
            found.append(word)
    return found


def find_forbidden(term, patterns):
    """Return the forbidden German words in a term."""
    return [it for it in patterns if get_german_pattern(it).search(term.german)]


@cache
def get_english_pattern(word):
    return re.compile(rf"(?<![\w-]){re.escape(word)}{ENDING}(?![\w-])", re.IGNORECASE)


@cache
def get_german_pattern(word):
    """Return the pattern for a forbidden word; nouns only match with a capital."""
    stem = re.escape(word).replace(r"\*", r"\w*")
    flags = re.IGNORECASE if word.islower() or word.endswith("*") else re.NOFLAG
    return re.compile(rf"(?<![\w-]){stem}(?![\w-])", flags)


def find_orders_of_staff(term):
    """Return the staff's word for orders if a text for customers uses it."""
    is_wrong = term.is_for_customers() and STAFFS_ORDER.search(term.german)
    return ["Auftrag"] if is_wrong else []


@cache
def find_differences():
    """Return (word, term) for each term whose German differs from the table."""
    forbidden = [row["German"] for row in read_table("forbidden")]
    return [
        (word, term)
        for term in read_terms()
        for word in (
            *find_untranslated_words(term, read_words()),
            *find_forbidden(term, forbidden),
            *find_orders_of_staff(term),
        )
    ]


def is_excepted(word, term):
    return any(
        row["Word"] == word and term.is_named(row["Term"])
        for row in read_table("exceptions")
    )


def test_german_has_the_words_of_the_glossary():
    assert [it for it in find_differences() if not is_excepted(*it)] == []


def test_each_exception_is_needed_and_has_its_reason():
    needless = [
        (row["Word"], row["Term"])
        for row in read_table("exceptions")
        if not row["Reason"]
        or not any(
            row["Word"] == word and term.is_named(row["Term"])
            for word, term in find_differences()
        )
    ]

    assert needless == []


@pytest.mark.parametrize(
    ("german", "place", "found"),
    [
        ("Ihr Auftrag", "model:mail.template,subject:x.mail", ["Auftrag"]),
        ("Auftragsbestätigung", "model:mail.template,subject:x.mail", []),
        ("Aufträge", "model:ir.ui.menu,name:x.menu", []),
    ],
)
def test_customers_read_of_their_bestellung(german, place, found):
    assert find_orders_of_staff(Term("", german, (place,))) == found


@pytest.mark.parametrize(
    ("english", "german", "found"),
    [
        ("Web orders on hold", "Verkäufe gesperrt", ["web order", "on hold"]),
        ("Packing slips", "Packzettel", []),  # not the word "pack"
        ("Unregistered", "Nicht angemeldet", []),
    ],
)
def test_words_without_their_german_are_found(english, german, found):
    words = read_words()

    assert sorted(find_untranslated_words(Term(english, german), words)) == sorted(
        found
    )


@pytest.mark.parametrize(
    ("german", "found"),
    [
        ("Die Waren sind da.", ["Waren"]),
        ("Ihr Warenkorb", []),
        ("Mit Automatismen", ["Automatism*"]),
        ("E-Mails und Mails", ["Mail*"]),
    ],
)
def test_forbidden_words_are_found(german, found):
    patterns = ["Waren", "Automatism*", "Mail*"]

    assert find_forbidden(Term("", german), patterns) == found


# === THE FORM OF THE TERMS === #


def test_german_has_the_values_of_the_english():
    assert [
        term
        for term in read_terms()
        if sorted(PLACEHOLDER.findall(term.raw_english))
        != sorted(PLACEHOLDER.findall(term.raw_german))
    ] == []


def test_german_has_the_tags_of_the_english():
    def get_tags(text):
        return TAG.findall(TITLE.sub("title", text))

    assert [
        term
        for term in read_terms()
        if get_tags(term.raw_english) != get_tags(term.raw_german)
    ] == []


def test_german_has_as_many_expressions_as_the_english():
    assert [
        term
        for term in read_terms()
        if len(EXPRESSION.findall(term.raw_english))
        != len(EXPRESSION.findall(term.raw_german))
    ] == []


# === WHAT ODOO NAMES KEEPS ODOO'S GERMAN === #


def get_dependencies():
    """Return the modules that the addon depends on, directly or not."""
    found, waiting = {"base"}, [ADDON]
    while waiting:
        manifest = ast.literal_eval((waiting.pop() / "__manifest__.py").read_text())
        new = {*manifest.get("depends", [])} - found
        found |= new
        waiting += [ODOO / name for name in new]
    return found


def read_labels(text, wanted=None):
    """Return the (English, German) of each label in a file, by the label's name."""
    labels = defaultdict(set)
    for block in text.split("\n\n"):
        names = LABEL.findall(block)
        if names and (wanted is None or not wanted.isdisjoint(names)):
            for entry in polib.pofile(block):
                for name in LABEL.findall("\n".join(get_places(entry))):
                    labels[name].add((entry.msgid, entry.msgstr))
    return labels


def test_labels_of_odoo_are_translated_as_odoo_does():
    ours = {
        name: terms
        for name, terms in read_labels(
            (ADDON / "i18n" / "de.po").read_text(encoding="utf-8")
        ).items()
        if not OUR_LABEL.match(name)
    }
    odoos = defaultdict(set)
    for path in (ODOO / name / "i18n" / "de.po" for name in get_dependencies()):
        if path.exists():
            text = path.read_text(encoding="utf-8")
            for name, terms in read_labels(text, ours.keys()).items():
                odoos[name] |= {it for it in terms if it[1]}

    assert "model_sale_order" in odoos
    assert {
        name: terms
        for name, terms in ours.items()
        if odoos[name] and not terms <= odoos[name]
    } == {}
