"""Tracking numbers are read as they are meant, however a program writes them."""

import pytest

from .reader import carrier_file


def find_numbers(cell):
    table = carrier_file.read_table(
        f'Sendungsnummer;Zugestellt am\n"{cell}";24.03.2026\nB2;25.03.2026\n'.encode()
    )
    report = carrier_file.Report(table, 0, 1, order="dmy")
    return [row.number for row in report.rows[:-1]]


@pytest.mark.parametrize(
    ("cell", "numbers"),
    [
        ("A1", ["A1"]),
        ("a1 b2", ["A1B2"]),
        ("A1, B3", ["A1", "B3"]),
        ("A1\nB3", ["A1", "B3"]),
        # A program took the number for an amount.
        ("1905099000811.0", ["1905099000811"]),
        ("1.0", ["1.0"]),
        # Its last digits may be lost.
        ("340434161094000001.0", ["340434161094000001.0"]),
    ],
)
def test_numbers_of_a_cell(cell, numbers):
    assert find_numbers(cell) == numbers
