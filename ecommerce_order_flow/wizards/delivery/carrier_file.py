"""Reads the table of deliveries that a carrier offers as a CSV file."""

import csv
import io
import re
from collections import Counter
from datetime import datetime

import chardet

DELIMITERS = ";,\t|"
SAMPLE_SIZE = 20_000  # characters by which the separator is recognised
SAMPLE_ROWS = 1000  # rows by which columns and dates are recognised

# Titles of columns in English and German, letters and digits only, best ones first.
NUMBER_TITLES = (
    "trackingnumber",
    "trackingno",
    "trackingnr",
    "trackingnummer",
    "trackingid",
    "trackingcode",
    "trackingreference",
    "tracking",
    "sendungsnummer",
    "sendungsnr",
    "sendungscode",
    "sendungsid",
    "sendungsverfolgungsnummer",
    "paketnummer",
    "paketnr",
    "paketscheinnummer",
    "paketscheinnr",
    "identcode",
    "shipmentnumber",
    "shipmentno",
    "shipmentid",
    "parcelnumber",
    "parcelno",
    "packagenumber",
    "consignmentnumber",
    "barcode",
)
DATE_TITLES = (
    "deliveredon",
    "deliveredat",
    "delivered",
    "deliverydate",
    "deliverydatetime",
    "deliverytime",
    "dateofdelivery",
    "datedelivered",
    "actualdeliverydate",
    "zugestelltam",
    "zugestellt",
    "zustelldatum",
    "zustellungsdatum",
    "zustellzeitpunkt",
    "zustellung",
    "lieferdatum",
    "geliefertam",
    "ausgeliefertam",
    "auslieferungsdatum",
    "date",
    "datum",
)
# How dates are written, by the order of day, month and year. Times are cut off before.
DATE_FORMATS = {
    "dmy": ("%d.%m.%Y", "%d.%m.%y", "%d/%m/%Y", "%d/%m/%y", "%d-%m-%Y"),
    "mdy": ("%m/%d/%Y", "%m/%d/%y", "%m-%d-%Y"),
    "ymd": ("%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y%m%d"),
}


class UnreadableFile(Exception):
    """The file is no table of text."""


def read_rows(content):
    """Return the rows of a file, without empty ones, each a list of cells.

    :param bytes content: In any encoding, with any separator.
    :raise UnreadableFile: If it is no table of text.
    """
    text = decode(content)
    if "\0" in text:
        raise UnreadableFile
    delimiter, quote = find_delimiter(text[:SAMPLE_SIZE])
    try:
        rows = list(
            csv.reader(
                io.StringIO(text, newline=""), delimiter=delimiter, quotechar=quote
            )
        )
    except csv.Error as error:
        raise UnreadableFile from error
    rows = [[cell.strip() for cell in row] for row in rows]
    return [row for row in rows if any(row)]


def decode(content):
    """Return the text of a file in UTF-8, or in the encoding that it looks like."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        encoding = chardet.detect(content)["encoding"] or "cp1252"
    try:
        return content.decode(encoding)
    except (LookupError, UnicodeDecodeError) as error:
        raise UnreadableFile from error


def find_delimiter(sample):
    """Return what separates the cells, and what quotes them."""
    try:
        dialect = csv.Sniffer().sniff(sample, delimiters=DELIMITERS)
        return dialect.delimiter, dialect.quotechar or '"'
    except csv.Error:
        first_row = sample.split("\n", 1)[0]
        return max(DELIMITERS, key=first_row.count), '"'


def find_column(titles, known_titles):
    """Return the number of the column whose title is known best, none if no one is."""
    plain_titles = [re.sub(r"[\W_]", "", title).lower() for title in titles]
    return next(
        (plain_titles.index(known) for known in known_titles if known in plain_titles),
        None,
    )


def find_date_order(texts):
    """Return in which order most of the dates are written.

    :return: A key of `DATE_FORMATS`; none if no date is readable, or if they may be
        meant one way as well as the other.
    """
    counts = Counter(
        order
        for text in texts[:SAMPLE_ROWS]
        for order in DATE_FORMATS
        if read_date(text, order)
    )
    best = counts.most_common(2)
    is_clear = best and (len(best) == 1 or best[0][1] > best[1][1])
    return best[0][0] if is_clear else None


def read_date(text, order):
    """Return the day that is written, a time after it is left out; none if unreadable.

    :param str order: A key of `DATE_FORMATS`.
    """
    day = re.split(r"[T\s,]", text.strip(), maxsplit=1)[0]
    for date_format in DATE_FORMATS[order]:
        try:
            return datetime.strptime(day, date_format).date()
        except ValueError:
            continue
    return None


def normalize_number(text):
    """Return a tracking number as it is compared: no matter how it is spaced."""
    return re.sub(r"\s", "", text).upper()
