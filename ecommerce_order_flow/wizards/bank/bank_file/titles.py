"""Compares the titles of columns: banks write umlauts in two ways."""

UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


def normalize(title):
    """Return a title as it is compared."""
    return title.strip().lower().translate(UMLAUTS)
