"""Splitting of texts in which banks put several labelled values."""

import re


def split_labels(text, labels):
    """Return the text after each label, and under "" the text before them.

    :param labels: Each value ends at the next label. No space is needed before labels.
    """
    pattern = "|".join(re.escape(it) for it in sorted(labels, key=len, reverse=True))
    first, *rest = re.split(f"({pattern})", text)
    values = {"": first.strip()}
    for label, value in zip(rest[::2], rest[1::2], strict=True):
        # The first one counts: payers may write a label, too.
        values.setdefault(label, value.strip(" ,"))
    return values
