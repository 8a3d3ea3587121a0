"""Carrier files as programs might write them, with their intended content."""

import csv
import io
from dataclasses import dataclass
from datetime import date, timedelta

from hypothesis import strategies as st

from .reader import carrier_file

BEGIN = date(2026, 1, 1)
NAMES = (
    "",
    "Müller & Söhne",
    "Weiß, Anna",
    'Gasthof "Löwe"',
    "Café; Bar",
    "Tor 3\nHof",
)
GERMAN = ("Jan", "Feb", "Mär", "Apr", "Mai", "Jun", "Jul", "Aug", "Sep", "Okt", "Nov")
GERMAN += ("Dez",)
ENGLISH = ("January", "February", "March", "April", "May", "June", "July", "August")
ENGLISH += ("September", "October", "November", "December")
WEEKDAYS = ("Mo", "Di", "Mi", "Do", "Fr", "Sa", "So")
DATE_FORMS = {
    "dotted": lambda day: f"{day:%d.%m.%Y}",
    "short": lambda day: f"{day.day}.{day.month}.{day:%y}",
    "british": lambda day: f"{day:%d/%m/%Y}",
    "american": lambda day: f"{day:%m/%d/%Y}",
    "american time": lambda day: f"{day:%m/%d/%Y} 02:22 PM",
    "hyphens": lambda day: f"{day:%d-%m-%Y}",
    "short hyphens": lambda day: f"{day:%d-%m-%y}",
    "short iso": lambda day: f"{day:%y-%m-%d}",
    "iso": lambda day: f"{day:%Y-%m-%d}",
    "iso time": lambda day: f"{day:%Y-%m-%d}T12:16:00+01:00",
    "database": lambda day: f"{day:%Y-%m-%d} 00:00:00.000",
    "compact": lambda day: f"{day:%Y%m%d}",
    "german": lambda day: (
        f"{WEEKDAYS[day.weekday()]}., {day.day}. {GERMAN[day.month - 1]} {day.year}"
    ),
    "english": lambda day: f"{ENGLISH[day.month - 1]} {day.day}, {day.year}, 1:10 pm",
    "oracle": lambda day: f"{day:%d}-{ENGLISH[day.month - 1][:3].upper()}-{day:%y}",
    "o'clock": lambda day: f"{day:%d.%m.%Y}, 13:10 Uhr",
}
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252", "cp1250")
ENCODINGS += ("iso8859-2", "cp850", "cp437")
TITLES = {
    "German": ["Name", "Sendungsnummer", "Zugestellt am", "Gewicht (kg, brutto)"],
    "English": ["Recipient", "Tracking Number", "Delivered At", "Weight, kg"],
    "two days": ["Name", "Paketnummer", "Zugestellt am", "Geplante Zustellung"],
    "vague": ["Name", "Paketnummer", "Datum", "Gewicht"],
    "unknown": ["Wer", "Was", "Wann", "Wie viel"],
    "too few": ["Name", "Sendungsnummer", "Zugestellt am"],
    "shifted": ["Sendungsnummer", "Zugestellt am", "Geplant"],
    "none": None,
}
# Ways to keep leading zeros in a spreadsheet.
MARKS = {"plain": "{}", "quoted": "{}", "formula": '="{}"', "apostrophe": "'{}"}


@dataclass(frozen=True)
class GeneratedFile:
    """A carrier's file."""

    rows: list
    form: str
    titles: str
    separator: str
    encoding: str
    marks: str
    line_end: str
    preamble: bool
    names_separator: bool

    @property
    def deliveries(self):
        """The numbers and days that the file is meant to state."""
        return [
            (number.replace(" ", ""), day) for _name, number, day, _days in self.rows
        ]

    def write(self):
        """Return the bytes of the file."""
        text = self.write_cells(self.get_cells())
        if self.preamble:
            text = f"Bericht Nr. 7{self.line_end}{self.line_end}{text}"
        if self.names_separator:
            text = f"sep={self.separator}{self.line_end}{text}"
        return text.encode(self.encoding, errors="replace")

    def get_cells(self):
        write_day = DATE_FORMS[self.form]
        cells = [
            [
                name,
                MARKS[self.marks].format(number),
                write_day(day),
                self.get_last(days),
            ]
            for name, number, day, days in self.rows
        ]
        titles = TITLES[self.titles]
        return [titles, *cells] if titles else cells

    def get_last(self, days):
        """Return the last cell of a row: a weight, or the planned day."""
        if self.titles in ("two days", "shifted"):
            return DATE_FORMS[self.form](BEGIN + timedelta(days=days))
        return f"{days % 30},{days % 90 + 10}"

    def write_cells(self, cells):
        target = io.StringIO()
        quoting = csv.QUOTE_ALL if self.marks == "quoted" else csv.QUOTE_MINIMAL
        writer = csv.writer(
            target,
            delimiter=self.separator,
            quoting=quoting,
            lineterminator=self.line_end,
        )
        writer.writerows(cells)
        return target.getvalue()


numbers = st.builds(
    str.format,
    st.sampled_from(["{:020}", "RX9{:08}DE", "1Z999AA1{:010}", "JD 01 4600 {:06}"]),
    st.integers(0, 999_999),
)
rows = st.tuples(
    st.sampled_from(NAMES),
    numbers,
    st.integers(0, 700).map(lambda days: BEGIN + timedelta(days=days)),
    st.integers(0, 700),
)
generated_files = st.builds(
    GeneratedFile,
    rows=st.lists(rows, min_size=1, max_size=4, unique_by=lambda row: row[1]),
    form=st.sampled_from(sorted(DATE_FORMS)),
    titles=st.sampled_from(sorted(TITLES)),
    separator=st.sampled_from(carrier_file.SEPARATORS),
    encoding=st.sampled_from(ENCODINGS),
    marks=st.sampled_from(sorted(MARKS)),
    line_end=st.sampled_from(["\n", "\r\n"]),
    preamble=st.booleans(),
    names_separator=st.booleans(),
)
