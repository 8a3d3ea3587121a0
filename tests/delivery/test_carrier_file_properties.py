"""Generated files are read back as written, or a person is asked.

None is misread: a wrong delivery day changes a customer's rights.
"""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from .generated_files import (
    BEGIN,
    DATE_FORMS,
    ENCODINGS,
    GeneratedFile,
    generated_files,
)
from .reader import carrier_file

# Ambiguous formats, even if the day is greater than twelve.
DOUBTFUL_FORMS = {"short hyphens", "short iso"}
# The first bytes of several kinds of files.
BEGINNINGS = (b"", b"a;b\n1;", b"sep=", b"'A;'", b'"', b"\xff\xfe", b"\xef\xbb\xbf")
BEGINNINGS += (b"%PDF", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"<html>")
BEGINNINGS += (b"<table><tr><td colspan=", b"<html><meta charset=")
BEGINNINGS += (b"<?xml version='1.0' encoding='",)
WORKBOOK = b"PK\x05\x06" + bytes(18)  # the end of an archive
REASONS = {"text", "document", "archive", "page", "spreadsheet"}
repeatable = {"derandomize": True, "deadline": None, "database": None}


def read(content):
    """Return the numbers and days of a file, or None if a person is asked."""
    table = carrier_file.read_table(content)
    columns = carrier_file.recognize_columns(table)
    if columns.number is None or columns.date is None:
        return None
    return read_columns(table, columns.number, columns.date)


def read_columns(table, number, day):
    """Return the numbers and days of two columns, or None if the days are ambiguous."""
    texts = table.get_column(day)
    order = carrier_file.find_date_order(texts)
    if not order:
        return None
    days = [carrier_file.read_moment(text, order).day for text in texts]
    found = map(carrier_file.normalize_number, table.get_column(number))
    return list(zip(found, days, strict=True))


@settings(max_examples=3500, **repeatable)
@given(generated_files)
def test_file_is_read_as_it_was_written_or_asked_about(file):
    assert read(file.write()) in (None, file.deliveries)


@settings(max_examples=1500, **repeatable)
@given(generated_files)
def test_person_who_chooses_finds_numbers_and_days_in_columns_of_their_own(file):
    table = carrier_file.read_table(file.write())

    assert len(table.body) == len(file.rows)
    assert read_columns(table, 1, 2) in (None, file.deliveries)


@settings(max_examples=400, **repeatable)
@given(st.sampled_from(BEGINNINGS), st.binary(max_size=60), st.booleans())
def test_no_file_breaks_the_reader(beginning, rest, is_zipped):
    content = beginning + rest + (WORKBOOK if is_zipped else b"")
    try:
        table = carrier_file.read_table(content)
    except carrier_file.UnreadableFile as problem:
        assert problem.reason in REASONS
    else:
        carrier_file.recognize_columns(table)
        carrier_file.Report(table, 0, 1, 2).get_outcome("", None)


@pytest.mark.parametrize("form", sorted(set(DATE_FORMS) - DOUBTFUL_FORMS))
@pytest.mark.parametrize("titles", ["German", "English", "two days"])
def test_clear_file_is_read_without_a_question(form, titles):
    rows = [
        ("Müller, Anna", "RX900000011DE", BEGIN + timedelta(days=30), 20),
        ('Gasthof "Löwe"', "RX900000022DE", BEGIN + timedelta(days=31), 40),
    ]
    for separator in carrier_file.SEPARATORS:
        for encoding in ENCODINGS:
            file = GeneratedFile(
                rows, form, titles, separator, encoding, "formula", "\r\n", True, False
            )
            assert read(file.write()) == file.deliveries, (separator, encoding)
