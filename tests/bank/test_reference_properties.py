"""Order numbers are found in any spelling, but not inside other numbers."""

import string

from hypothesis import given, settings
from hypothesis import strategies as st

from .reader import rules

repeatable = settings(derandomize=True, deadline=None, database=None, max_examples=500)
names = st.from_regex(r"[A-ZÄÖÜß]{1,4}[-&#:]?[0-9]{4,6}", fullmatch=True)
# Words that can be neither part of a number nor the start of a list.
words = st.sampled_from(
    ["", "Bestellung ", "Best.Nr.", "Rechnung: ", "#", '"', "(", "SVWZ+", "für Zoë, "]
)
endings = st.sampled_from(["", " danke!", ".", ",", '"', " vom 3.11.", "; Gruß", ")"])
joiners = st.sampled_from(["", "", "", " ", "-", "/", ".", "\n", "\u200b"])
strangers = st.text(string.ascii_uppercase + string.digits, min_size=1, max_size=4)


@st.composite
def spellings(draw):
    """Draw an order name and a way to spell it."""
    name = draw(names)
    written = "".join(letter + draw(joiners) for letter in name.replace("-", "")).strip(
        "-/. \n\u200b"
    )
    return name, draw(st.sampled_from([written, written.lower()]))


@repeatable
@given(spellings(), words, endings)
def test_each_spelling_is_found(spelling, before, after):
    name, written = spelling
    finder = rules.ReferenceFinder([(name, name)])

    assert finder.find(before + written + after).named == {name}


@repeatable
@given(names, strangers, strangers)
def test_nothing_is_named_inside_of_something_longer(name, before, after):
    finder = rules.ReferenceFinder([(name, name)])
    for text in (before + name, name + after, before + name + after):
        bare = "".join(filter(str.isalnum, text))
        # Except for creditor references, and for names with other characters inside.
        if name.isalnum() and not bare.startswith("RF"):
            assert not finder.find(text).named


@repeatable
@given(st.dictionaries(names, st.integers()), st.text())
def test_any_text_can_be_looked_through(references, text):
    found = rules.ReferenceFinder(references.items()).find(text)

    assert found.named | found.doubtful <= set(references.values())
    assert not found.named & found.doubtful
