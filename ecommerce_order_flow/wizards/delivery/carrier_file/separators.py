"""Finds what separates the cells of a text: by what makes sense, not by what is often.

Decimals, titles and addresses hold more commas than a row has cells. So the text is
split in each way, and the way is taken by which most rows have a number and a date, the
titles are known ones, and rows are as wide as one another.
"""

import csv
import io
import re
from collections import Counter

from .cells import clean_rows
from .dates import is_date
from .numbers import is_number_like
from .problem import UnreadableFile
from .titles import has_known_title

SEPARATORS = (";", ",", "\t", "|")
SAMPLE_SIZE = 50_000  # characters by which the separator is recognised
SCORED_ROWS = 500
TITLE_ROWS = 50  # rows among which the titles are
SEPARATOR_LINE = re.compile(r'"?sep=([^\r\n])"?[\r\n]+', re.IGNORECASE)


def split_text(text, separator=None):
    """Return the rows of a text, and what separates their cells.

    :param str separator: What a person says; otherwise it is recognised.
    """
    if match := SEPARATOR_LINE.match(text):
        text = text[match.end() :]
        separator = separator or match[1]
    separator = separator or find_separator(get_sample(text))
    return split_best(text, separator), separator


def get_sample(text):
    """Return the first lines of a text, none of them cut off."""
    if len(text) <= SAMPLE_SIZE:
        return text
    lines = text[:SAMPLE_SIZE].splitlines(keepends=True)
    return "".join(lines[:-1] or lines)


def find_separator(text):
    """Return the separator by which the rows make most sense."""
    present = [separator for separator in SEPARATORS if separator in text]
    if len(present) < 2:
        return next(iter(present), SEPARATORS[0])
    return max(present, key=lambda separator: score(split_best(text, separator)))


def split_best(text, separator):
    """Return the rows of a text, with its quotes as they make most sense.

    A quote that isn't closed would swallow what follows: then quotes mean nothing.
    """
    rows = split(text, separator, '"', strict=True)
    if rows is None or any(may_swallow(row, separator) for row in rows):
        rows = split_doubtful(text, separator)
    if has_apostrophes(text):
        quoted = split(text, separator, "'", strict=True)
        return max(rows, quoted or [], key=count_even_rows)
    return rows


def split_doubtful(text, separator):
    ways = [split(text, separator, quote) for quote in ('"', None)]
    ways = [rows for rows in ways if rows is not None]
    if not ways:
        raise UnreadableFile
    return max(ways, key=lambda rows: sum(map(is_delivery_like, rows)))


def may_swallow(row, separator):
    """Return whether a cell looks as if it were rows of the text."""
    return any("\n" in cell and separator in cell for cell in row)


def has_apostrophes(text):
    """Return whether cells may be quoted by apostrophes."""
    return bool(re.search(r"(?:^|[;,\t|])'[^'\r\n]*'(?:[;,\t|\r\n]|$)", text))


def split(text, separator, quote, strict=False):
    """Return the rows of a text, none if its quotes are wrong, or a cell endless.

    :param bool strict: Whether quotes have to be closed, and to end a cell.
    """
    reader = csv.reader(
        io.StringIO(text, newline=""),
        delimiter=separator,
        quotechar=quote,
        quoting=csv.QUOTE_MINIMAL if quote else csv.QUOTE_NONE,
        strict=strict,
    )
    try:
        return clean_rows(reader)
    except csv.Error:
        return None


def score(rows):
    """Return how much sense rows make: more is better, first things first."""
    rows = rows[:SCORED_ROWS]
    return (
        sum(map(is_delivery_like, rows)),
        any(map(has_known_title, rows[:TITLE_ROWS])),
        count_even_rows(rows),
        get_usual_width(rows),
    )


def is_delivery_like(row):
    """Return whether a row has a date, and something else that may be a number."""
    dates = [cell for cell in row if is_date(cell)]
    return bool(dates) and any(
        is_number_like(cell) for cell in row if cell not in dates
    )


def count_even_rows(rows):
    """Return what share of rows is as wide as most."""
    width = get_usual_width(rows)
    return sum(len(row) == width for row in rows) / len(rows) if width > 1 else 0


def get_usual_width(rows):
    """Return how many cells most rows have; of equal counts the wider one."""
    widths = Counter(map(len, rows))
    return max(widths, key=lambda width: (widths[width], width), default=0)
