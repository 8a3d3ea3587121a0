"""Comparison of column titles, in which banks write umlauts in two ways."""

UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


def normalize(title):
    """Return a normalized title."""
    return title.strip().lower().translate(UMLAUTS)
