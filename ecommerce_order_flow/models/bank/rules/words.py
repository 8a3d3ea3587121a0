"""Words of texts, for searching orders that await no payment."""

import re

from .letters import compose, fold_all, unfold

WORD = re.compile(r"[^\W_]+")
LEAST_LENGTH = 4
# Banks cut references, and people space them: into this many pieces.
MOST_PIECES = 3


def get_letters(texts):
    """Return the letters and digits of texts, one text per line."""
    return "\n".join(filter(None, map(fold_all, texts)))


def get_words(text):
    """Return words that may name an order: with a digit, as written or joined.

    Also with umlauts, if banks may have replaced them.
    """
    written = compose(text)
    spellings = {written, written.upper(), unfold(written.upper())}
    return set().union(*map(_get_words_as_written, spellings))


def _get_words_as_written(text):
    chunks = {chunk.strip(".,;:()") for chunk in text.split()}
    pieces = WORD.findall(text)
    for count in range(1, MOST_PIECES + 1):
        for start in range(len(pieces) - count + 1):
            chunks.add("".join(pieces[start : start + count]))
    return {
        chunk
        for chunk in chunks
        if len(chunk) >= LEAST_LENGTH and any(map(str.isdigit, chunk))
    }
