"""Search for tables in CSV files: among headers, balances and notes."""

import csv
import re
from dataclasses import dataclass, field
from datetime import datetime
from io import StringIO
from itertools import takewhile

from .amounts import read_amount
from .problem import UnreadableFile
from .profile import Profile
from .profiles import ELBA, PROFILES
from .titles import normalize

SEPARATORS = (";", ",", "\t")
NOTHING = ("n/a", "--")
LONGEST_CELL = 100_000  # characters; Odoo raises the csv module's limit to 500 million
NOT_YET = ("offen",)  # instead of a date
FARTHEST_BALANCE = 6  # cells after its label
IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]){11,30}\b")
PAGE = re.compile(rb"\s*(?:\xef\xbb\xbf)?<(?:!doctype html|html)", re.IGNORECASE)


@dataclass(frozen=True)
class Row:
    """A row of a bank's table: its cells by title."""

    profile: Profile
    cells: dict

    def get(self, role):
        """Return the first filled cell of a content."""
        return next(filter(None, self._find_all(role)), "")

    def join(self, role):
        """Return a text that is split into several columns."""
        return "".join(self._find_all(role))

    def read_amount(self, role):
        """Return an amount, or None if there is none.

        :raise ValueError: If it isn't in the bank's notation.
        """
        return read_amount(self.get(role), self.profile.decimal)

    def read_day(self, role):
        """Return a date, or None if it isn't known yet."""
        return read_day(self.get(role), self.profile.date_format)

    def _find_all(self, role):
        titles = self.profile.columns.get(role, ())
        return [self.cells.get(title, "") for title in titles]

    @property
    def is_part(self):
        """Whether it is a part of the batch above it."""
        return bool(self.get("part")) and not self.get("amount")

    @property
    def is_line(self):
        """Whether it is a booking: other rows end the table."""
        is_dated = self.read_day("date") or self.read_day("other_date")
        return bool(is_dated or self.is_part or self.get("date") in NOT_YET)


@dataclass
class Table:
    """Rows of a bank's table.

    :param list before: The rows of its header.
    :param list after: The rows of its footer.
    :param str title: The bank's name of a section, if there are several.
    """

    profile: Profile
    before: list = field(default_factory=list)
    after: list = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    title: str = ""

    @property
    def account(self):
        """The account named above the table."""
        found = IBAN.search("\n".join(";".join(row) for row in self.before))
        return found[0].replace(" ", "") if found else ""

    def find_balance(self, labels):
        """Return the balance stated in header or footer, or None.

        It follows its label, possibly in the next row or after a date.
        """
        notes = self.before + self.after
        cells = [clean(cell) for row in notes for cell in row]
        for index, cell in enumerate(cells):
            if labels and normalize(cell).startswith(labels):
                behind = cells[index + 1 : index + FARTHEST_BALANCE]
                return next(filter(None, map(self._read_balance, behind)), None)
        return None

    def _read_balance(self, cell):
        try:
            return read_amount(cell, self.profile.decimal)
        except ValueError:
            return None


def decode(content):
    """Return the text of a file.

    :raise UnreadableFile: If it is no text.
    """
    if PAGE.match(content):
        raise UnreadableFile("page")
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise UnreadableFile("text")


def find_tables(content, profiles=()):
    """Return the tables of a file.

    :param profiles: Profiles defined by users, in addition to those of banks.
    :raise UnreadableFile: If no row has the titles of a profile.
    """
    text = decode(content)
    for separator in SEPARATORS:
        if tables := _find_in_rows(split(text, separator), (*PROFILES, *profiles)):
            return tables
    raise UnreadableFile("titles")


def split(text, separator):
    """Return the rows of cells of a text.

    :raise UnreadableFile: If it has none.
    """
    try:
        rows = list(csv.reader(StringIO(text, newline=""), delimiter=separator))
    except csv.Error as error:
        raise UnreadableFile("text") from error
    if any(len(cell) > LONGEST_CELL for row in rows for cell in row):
        raise UnreadableFile("text")
    return rows


def _find_in_rows(rows, profiles):
    if rows and _is_of_elba(rows[0]):
        titles = [str(index) for index in range(len(rows[0]))]
        return [_read_table(ELBA, titles, rows, [])]
    heads = [
        (index, profile)
        for index, row in enumerate(rows)
        if (profile := find_profile(row, profiles))
    ]
    if not heads:
        return []
    ends = [index for index, _profile in heads[1:]] + [len(rows)]
    tables = []
    before, title = rows[: heads[0][0]], ""
    for (index, profile), end in zip(heads, ends, strict=True):
        table = _read_table(profile, rows[index], rows[index + 1 : end], before)
        table.title = title
        tables.append(table)
        # It is followed by its balances and the title of the next section.
        before = table.after[-1:]
        title = clean(before[0][0]) if before else ""
    return tables


def find_profile(row, profiles=PROFILES):
    """Return the profile whose titles are in a row, or None."""
    titles = set(map(normalize, row))
    return next((it for it in profiles if titles.issuperset(it.needs)), None)


def _is_of_elba(row):
    """Return whether a row has a date, a text, a date, an amount and a currency."""
    return (
        len(row) >= 5
        and read_day(row[0], ELBA.date_format) is not None
        and read_day(row[2], ELBA.date_format) is not None
        and re.fullmatch(r"[A-Z]{3}", row[4]) is not None
    )


def _read_table(profile, titles, rows, before):
    """Return the rows of a table; it ends at the first row without a date.

    :param before: The rows above it: its header, or the end of another table.
    :raise UnreadableFile: If more bookings follow, because nothing may be lost.
    """
    # Of two columns with the same title the last one counts, not a balance's.
    titles = [normalize(title) for title in titles]
    filled = [cells for cells in rows if any(map(clean, cells))]
    found = [
        Row(profile, dict(zip(titles, map(clean, cells), strict=False)))
        for cells in filled
    ]
    lines = list(takewhile(lambda row: row.is_line, found))
    if any(row.is_line for row in found[len(lines) :]):
        raise UnreadableFile("amounts")
    return Table(profile, before, filled[len(lines) :], lines)


def clean(cell):
    """Return a cell without placeholders for empty values."""
    text = " ".join(cell.split())
    if text.startswith('="') and text.endswith('"'):  # a formula for Excel
        text = text[2:-1]
    return "" if text in NOTHING else text


def read_day(text, date_format):
    """Return a date, or None if the text isn't one."""
    try:
        return datetime.strptime(text.split(" ")[0], date_format).date()
    except ValueError:
        return None
