"""The words of texts, by which orders are searched for that wait no more."""

import re

WORD = re.compile(r"[^\W_]+")
LEAST_LENGTH = 4
# Banks cut a reference, and people space it: into this many pieces.
MOST_PIECES = 3


def get_letters(texts):
    """Return the letters and digits of texts, one a line."""
    letters = ("".join(filter(str.isalnum, text.upper())) for text in texts)
    return "\n".join(filter(None, letters))


def get_words(text):
    """Return what may be the name of an order: with a digit, as written or joined."""
    chunks = {chunk.strip(".,;:()") for chunk in text.upper().split()}
    pieces = WORD.findall(text.upper())
    for count in range(1, MOST_PIECES + 1):
        for start in range(len(pieces) - count + 1):
            chunks.add("".join(pieces[start : start + count]))
    return {
        chunk
        for chunk in chunks
        if len(chunk) >= LEAST_LENGTH and any(map(str.isdigit, chunk))
    }
