"""Help for users to assign the columns of a table of an unknown bank."""

import re
from dataclasses import dataclass
from datetime import datetime

from .archive import read_files
from .problem import UnreadableFile
from .tables import SEPARATORS, clean, decode, split
from .titles import normalize

FEWEST_COLUMNS = 3
MOST_ROWS_BEFORE = 60
SAMPLES = 3
# Each date or amount has a digit.
FIGURE = re.compile(r"\d")
FIGURES = ("date", "amount", "debit")
# Titles by the content of their columns; the first match counts.
WORDS = (
    ("date", r"buchung(stag|sdatum)?|datum|(booking |completed )?date|tag"),
    ("debit", r"soll|belastung|lastschrift|debit|money out|paid out"),
    ("amount", r"(betrag|amount|umsatz)\b.*|haben|gutschrift|credit|money in|paid in"),
    ("currency", r"waehrung|currency"),
    ("end_to_end", r".*(end.to.end|kundenreferenz).*"),
    ("iban", r"(.*\b)?iban\b.*|kontonummer|account( number)?"),
    ("purpose", r"(verwendungs)?zweck|buchungstext|text|description|reference|purpose"),
    ("party", r".*(auftraggeber|name|payer|sender|empfaenger|zahlungspflicht).*"),
)


@dataclass(frozen=True)
class UnknownTable:
    """The titles of a table, and the rows below them."""

    titles: tuple
    rows: tuple

    def get_samples(self, index):
        """Return some cells of a column."""
        cells = (clean(row[index]) for row in self.rows if index < len(row))
        return [cell for cell in cells if cell][:SAMPLES]

    def guess_roles(self):
        """Return the likely content of each column by its title, each only once."""
        roles = {}
        for index, title in enumerate(map(normalize, self.titles)):
            for role, words in WORDS:
                is_free = role not in roles.values()
                if is_free and re.fullmatch(words, title) and self._fits(index, role):
                    roles[index] = role
                    break
        return roles

    def _fits(self, index, role):
        """Return whether a column's cells fit the content."""
        samples = self.get_samples(index)
        return role not in FIGURES or all(map(FIGURE.search, samples))

    def guess_date_format(self, index, formats):
        """Return the first of the formats that fits the dates of a column.

        :param dict formats: By name.
        """
        texts = [text.split(" ")[0] for text in self.get_samples(index)]
        for name, date_format in formats.items():
            if texts and all(_is_day(text, date_format) for text in texts):
                return name
        return None


def _is_day(text, date_format):
    try:
        return bool(datetime.strptime(text, date_format))
    except ValueError:
        return False


def find_unknown_table(content):
    """Return the table of a file: below the first row with the most filled cells.

    :raise UnreadableFile: If the file has none.
    """
    text = decode(read_files(content)[0])
    tables = [_find(split(text, separator)) for separator in SEPARATORS]
    widest = max(tables, key=lambda table: len(table.titles))
    if len(widest.titles) < FEWEST_COLUMNS or not widest.rows:
        raise UnreadableFile("titles")
    return widest


def _find(rows):
    widths = [_get_width(row) for row in rows[:MOST_ROWS_BEFORE]]
    if not widths:
        return UnknownTable((), ())
    index = widths.index(max(widths))
    titles = tuple(cell.strip() for cell in rows[index])
    return UnknownTable(titles, tuple(row for row in rows[index + 1 :] if any(row)))


def _get_width(row):
    """Return the number of possible titles in a row: filled, and all different."""
    filled = [cell.strip() for cell in row if cell.strip()]
    return len(filled) if len(set(filled)) == len(filled) else 0
