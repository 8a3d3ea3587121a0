"""Finds the tables in CSV files of banks: between letterheads, balances and notes."""

import csv
import re
from dataclasses import dataclass, field
from datetime import datetime
from io import StringIO

from .problem import UnreadableFile
from .profiles import ELBA, PROFILES

SEPARATORS = (";", ",", "\t")
UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
NOTHING = ("n/a", "--")
NOT_YET = ("offen",)  # instead of a day
IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]){11,30}\b")
PAGE = re.compile(rb"\s*(?:\xef\xbb\xbf)?<(?:!doctype html|html)", re.IGNORECASE)


@dataclass
class Table:
    """Rows of a bank, each by the titles of its columns."""

    profile: object
    preamble: str
    rows: list = field(default_factory=list)

    @property
    def account(self):
        """The account that the lines before the table name."""
        found = IBAN.search(self.preamble)
        return found[0].replace(" ", "") if found else ""


def decode(content):
    """Return the text of a file.

    :raise UnreadableFile: If it is none.
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


def find_tables(content):
    """Return the tables of a file.

    :raise UnreadableFile: If no row has the titles of a bank.
    """
    text = decode(content)
    for separator in SEPARATORS:
        rows = list(csv.reader(StringIO(text, newline=""), delimiter=separator))
        if tables := _find_in_rows(rows):
            return tables
    raise UnreadableFile("titles")


def _find_in_rows(rows):
    if rows and _is_of_elba(rows[0]):
        return [_read_table(ELBA, [str(i) for i in range(len(rows[0]))], rows, "")]
    heads = [
        (index, profile)
        for index, row in enumerate(rows)
        if (profile := find_profile(row))
    ]
    ends = [index for index, _profile in heads[1:]] + [len(rows)]
    begins = [0, *ends]
    return [
        _read_table(
            profile,
            rows[index],
            rows[index + 1 : end],
            "\n".join(";".join(row) for row in rows[begin:index]),
        )
        for (index, profile), begin, end in zip(heads, begins, ends, strict=False)
    ]


def find_profile(row):
    """Return the profile whose titles stand in a row, nothing if there is none."""
    titles = set(map(normalize, row))
    return next(
        (it for it in PROFILES if titles.issuperset(map(normalize, it.needs))), None
    )


def normalize(title):
    """Return a title as it is compared: banks write umlauts in two ways."""
    return title.strip().lower().translate(UMLAUTS)


def _is_of_elba(row):
    """Return whether a row without titles has a day, a text, a day and an amount."""
    return (
        len(row) >= 5
        and read_day(row[0], ELBA.date_format) is not None
        and read_day(row[2], ELBA.date_format) is not None
        and re.fullmatch(r"[A-Z]{3}", row[4]) is not None
    )


def _read_table(profile, titles, rows, preamble):
    """Return the rows of a table; it ends where something else stands for the day."""
    table = Table(profile, preamble)
    # Of two columns with the same title the last one is meant, not a balance's.
    titles = [normalize(title) for title in titles]
    for cells in rows:
        row = dict(zip(titles, map(clean, cells), strict=False))
        if not any(row.values()):
            continue
        if not _is_row(profile, row):
            break
        table.rows.append(row)
    return table


def clean(cell):
    """Return a cell without what stands for nothing."""
    text = " ".join(cell.split())
    if text.startswith('="') and text.endswith('"'):  # a formula for Excel
        text = text[2:-1]
    return "" if text in NOTHING else text


def _is_row(profile, row):
    day = get(row, profile, "date")
    is_part = not day and get(row, profile, "part")
    is_later = not day and get(row, profile, "other_date")
    is_day = day in NOT_YET or read_day(day, profile.date_format) is not None
    return bool(is_day or is_part or is_later)


def get(row, profile, role, join=False):
    """Return what a row has of something, by the profile's columns."""
    texts = [row.get(normalize(it), "") for it in profile.columns.get(role, ())]
    return "".join(texts) if join else next(filter(None, texts), "")


def read_day(text, date_format):
    """Return a day, None if the text is none."""
    try:
        return datetime.strptime(text.split(" ")[0], date_format).date()
    except ValueError:
        return None
