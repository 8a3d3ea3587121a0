"""Normalized spelling of letters in bank texts."""

import unicodedata

TWO_LETTERS = {
    "Ä": "AE",
    "Ö": "OE",
    "Ü": "UE",
    "\N{LATIN CAPITAL LETTER SHARP S}": "SS",
}
FOLDED = str.maketrans(TWO_LETTERS)
# The lower-case letter is more common in numbers, even among capitals.
UNFOLDED = {"Ä": "AE", "Ö": "OE", "Ü": "UE", "ß": "SS"}


def compose(text):
    """Return a text with composed Unicode characters."""
    return unicodedata.normalize("NFC", text)


def fold(letter):
    """Return a letter as spelled by banks without umlauts and lower case.

    An umlaut becomes two capitals, and so does "ß".
    """
    return "".join(filter(str.isalnum, letter.upper().translate(FOLDED)))


def fold_all(text):
    """Return only the letters and digits of a text, folded."""
    return "".join(map(fold, compose(text)))


def unfold(text):
    """Return a text in capitals with umlauts wherever they are possible."""
    for letter, folded in UNFOLDED.items():
        text = text.replace(folded, letter)
    return text
