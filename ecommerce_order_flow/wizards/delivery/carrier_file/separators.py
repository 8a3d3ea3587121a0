"""Recognition of the separator of a text by plausibility, not by frequency.

Decimals, titles and addresses may have more commas than a row has cells. So the text is
split by each separator; the best one gives the most rows with a number and a date,
known titles, and rows of equal length.
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
SAMPLE_SIZE = 50_000  # characters used for the recognition
SCORED_ROWS = 500
TITLE_ROWS = 50  # rows that may have the titles
SEPARATOR_LINE = re.compile(r'"?sep=([^\r\n])"?[\r\n]+', re.IGNORECASE)


def split_text(text, separator=None):
    """Return the rows of a text, and the separator of their cells.

    :param str separator: Chosen by the user; otherwise it is recognized.
    """
    if match := SEPARATOR_LINE.match(text):
        text = text[match.end() :]
        separator = separator or match[1]
    separator = separator or find_separator(get_sample(text))
    return split_best(text, separator), separator


def get_sample(text):
    """Return the first complete lines of a text."""
    if len(text) <= SAMPLE_SIZE:
        return text
    lines = text[:SAMPLE_SIZE].splitlines(keepends=True)
    return "".join(lines[:-1] or lines)


def find_separator(text):
    """Return the separator with the most plausible rows."""
    present = [separator for separator in SEPARATORS if separator in text]
    if len(present) < 2:
        return next(iter(present), SEPARATORS[0])
    return max(present, key=lambda separator: score(split_best(text, separator)))


def split_best(text, separator):
    """Return the rows of a text, with the most plausible treatment of quotes.

    An unclosed quote would swallow what follows: then quotes are plain characters.
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
    """Return whether a cell seems to contain rows of the text."""
    return any("\n" in cell and separator in cell for cell in row)


def has_apostrophes(text):
    """Return whether cells may be quoted by apostrophes."""
    return bool(re.search(r"(?:^|[;,\t|])'[^'\r\n]*'(?:[;,\t|\r\n]|$)", text))


def split(text, separator, quote, strict=False):
    """Return the rows of a text, or None if its quotes or cells are invalid.

    :param bool strict: Whether quotes must be closed, and end a cell.
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
    """Return the plausibility of rows: greater is better, in order of weight."""
    rows = rows[:SCORED_ROWS]
    return (
        sum(map(is_delivery_like, rows)),
        any(map(has_known_title, rows[:TITLE_ROWS])),
        count_even_rows(rows),
        get_usual_width(rows),
    )


def is_delivery_like(row):
    """Return whether a row has a date, and another cell that may be a number."""
    dates = [cell for cell in row if is_date(cell)]
    return bool(dates) and any(
        is_number_like(cell) for cell in row if cell not in dates
    )


def count_even_rows(rows):
    """Return the share of rows with the most common length."""
    width = get_usual_width(rows)
    return sum(len(row) == width for row in rows) / len(rows) if width > 1 else 0


def get_usual_width(rows):
    """Return the most common length of rows; of equal counts the longer one."""
    widths = Counter(map(len, rows))
    return max(widths, key=lambda width: (widths[width], width), default=0)
