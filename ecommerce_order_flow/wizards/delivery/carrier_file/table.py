"""Search for the beginning and width of a table in the rows of a file."""

from collections import Counter
from dataclasses import dataclass

from .dates import is_date
from .numbers import is_number_like
from .separators import TITLE_ROWS, get_usual_width
from .titles import (
    DAY_TITLES,
    NUMBER_TITLES,
    STATUS_TITLES,
    find_all_titles,
)

KNOWN_TITLES = (NUMBER_TITLES, STATUS_TITLES, *DAY_TITLES)
SAMPLES = 2  # cells shown of a column


@dataclass
class Table:
    """The rows of a table with its titles, if it has any.

    The first row is one of `rows` in any case, so that the user may decide.
    """

    rows: list
    has_titles: bool = False
    separator: str | None = None

    @property
    def titles(self):
        return self.rows[0] if self.has_titles and self.rows else []

    @property
    def body(self):
        return self.rows[1:] if self.has_titles else self.rows

    @property
    def width(self):
        return max(map(len, self.rows), default=0)

    @property
    def usual_width(self):
        """The most common length of rows; longer rows have an extra separator."""
        return max(get_usual_width(self.body), len(self.titles))

    @property
    def lacks_title(self):
        """Whether a title is missing, so that others may be above wrong columns."""
        named = count_filled_width(self.titles)
        usual = Counter(map(count_filled_width, self.body))
        is_wider = sum(count for width, count in usual.items() if width > named)
        return self.has_titles and 2 * is_wider > usual.total()

    def get_column(self, index):
        """Return the cells below the title of a column, including empty ones."""
        return [get_cell(row, index) for row in self.body]

    def get_samples(self, index):
        """Return the title and some cells of a column, to identify it."""
        cells = dict.fromkeys(cell for cell in self.get_column(index) if cell)
        title = get_cell(self.titles, index)
        return ([title] if title else []) + list(cells)[:SAMPLES]


def get_cell(row, index):
    """Return a cell of a row, or an empty string if there is none."""
    return row[index] if index is not None and index < len(row) else ""


def count_filled_width(row):
    """Return the length of a row without trailing empty cells."""
    return max((index for index, cell in enumerate(row, start=1) if cell), default=0)


def find_table(rows, separator=None):
    """Return the table, without the lines above it."""
    counts = [count_titles(row) for row in rows[:TITLE_ROWS]]
    if any(counts):
        return Table(rows[counts.index(max(counts)) :], True, separator)
    rows = rows[find_start(rows) :]
    return Table(rows, has_unknown_titles(rows), separator)


def count_titles(row):
    """Return the number of known titles in a row, 0 if it may be another row.

    A single word may be a status, or be above the table.
    """
    known = [find_all_titles(row, titles) for titles in KNOWN_TITLES]
    count = len({index for indexes in known for index in indexes})
    has_number = bool(known[0])
    is_alone = sum(map(bool, row)) < 2 or (count < 2 and not has_number)
    return 0 if is_alone or any(map(is_data, row)) else count


def is_data(cell):
    return is_date(cell) or (is_number_like(cell) and sum(map(str.isdigit, cell)) > 2)


def find_start(rows):
    """Return the index of the first row of usual length, or one title short."""
    usual = get_usual_width(rows)
    return next(
        (
            start
            for start, row in enumerate(rows)
            if len(row) >= usual - 1 and sum(map(bool, row)) >= min(2, usual)
        ),
        0,
    )


def has_unknown_titles(rows):
    """Return whether the first row has no digits, like titles, but the next one."""
    return (
        len(rows) > 1
        and not any(has_digit(cell) for cell in rows[0])
        and any(has_digit(cell) for cell in rows[1])
    )


def has_digit(text):
    return any(map(str.isdigit, text))
