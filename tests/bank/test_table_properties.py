"""Bank tables come back as they were written, whoever writes them."""

import csv
from datetime import date
from io import StringIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from .reader import bank_file

repeatable = settings(derandomize=True, deadline=None, database=None, max_examples=60)
PROFILES = [it for it in bank_file.profiles.PROFILES if "purpose" in it.columns]
words = st.text("abzÄÖüß019 .,;:-/'\"+&#", min_size=1, max_size=30).map(
    lambda text: " ".join(text.split())
)
payments = st.tuples(
    st.dates(date(2000, 1, 1), date(2060, 1, 1)),
    st.decimals("0.01", 10**7, places=2),
    words.filter(lambda text: text not in ("", *bank_file.tables.NOTHING)),
)


def write(profile, rows):
    """Return the bytes of a file with the given payments."""
    titles = list(dict.fromkeys(it for its in profile.columns.values() for it in its))
    column = {role: titles.index(its[0]) for role, its in profile.columns.items()}
    titles += [it for it in profile.needs if it not in titles]
    file = StringIO()
    writer = csv.writer(file, delimiter=";")
    writer.writerow(titles)
    for day, amount, purpose in rows:
        cells = [""] * len(titles)
        cells[column["date"]] = day.strftime(profile.date_format)
        cells[column["amount"]] = write_amount(amount, profile.decimal)
        cells[column["purpose"]] = purpose
        writer.writerow(cells)
    return file.getvalue().encode("utf-8-sig")


def write_amount(amount, decimal):
    text = f"{amount:,}"
    return text.translate(str.maketrans(",.", ".,")) if decimal == "," else text


@pytest.mark.parametrize("profile", PROFILES, ids=lambda it: it.name)
@repeatable
@given(rows=st.lists(payments, min_size=1, max_size=5))
def test_payments_come_back_as_they_were_written(profile, rows):
    (statement,) = bank_file.read_table(write(profile, rows))

    assert [
        (line.booked_on, line.amount, line.purpose) for line in statement.lines
    ] == rows


@repeatable
@given(st.binary(max_size=300))
def test_any_file_is_read_or_refused(content):
    try:
        for file in bank_file.read_files(content):
            reader = bank_file.read_camt if bank_file.is_camt(file) else None
            (reader or bank_file.read_table)(file)
    except bank_file.UnreadableFile as refusal:
        assert refusal.reason in bank_file.REASONS
