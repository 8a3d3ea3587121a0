"""How words are compared."""

import unicodedata

LETTERS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


def spell_out(text):
    """Return a text in small letters, its umlauts spelt out."""
    return unicodedata.normalize("NFC", text).lower().translate(LETTERS)
