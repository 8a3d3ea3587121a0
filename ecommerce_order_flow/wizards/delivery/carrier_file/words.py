"""Comparison of words."""

import unicodedata

LETTERS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


def spell_out(text):
    """Return a text in lower case with transcribed umlauts."""
    return unicodedata.normalize("NFC", text).lower().translate(LETTERS)
