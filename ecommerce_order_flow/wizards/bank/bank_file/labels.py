"""Takes texts apart into which banks write several things, each behind a label."""

import re


def split_labels(text, labels):
    """Return what stands behind each label, and under "" what stands before them.

    :param labels: Each ends where the next one begins. Blanks needn't be before them.
    """
    pattern = "|".join(re.escape(it) for it in sorted(labels, key=len, reverse=True))
    first, *rest = re.split(f"({pattern})", text)
    values = {"": first.strip()}
    for label, value in zip(rest[::2], rest[1::2], strict=True):
        # The first one counts: payers may write a label, too.
        values.setdefault(label, value.strip(" ,"))
    return values
