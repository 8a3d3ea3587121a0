"""Reading a replay file: which lines belong to orders, and which don't."""

import csv
from datetime import datetime
from decimal import Decimal

import pytest

from dev.replay.profile import ONLINE_RETAIL
from dev.replay.reading import COLUMNS, read_documents
from dev.replay.trouble import Trouble

LINE = ("7001", "LAMP", "LANTERN", "2", "2020-12-01 08:26", "3.39", "501", "France")


@pytest.fixture
def read(tmp_path):
    """Return a function that reads a file with the given lines."""

    def read(*lines, header=COLUMNS):
        path = tmp_path / "orders.csv"
        with path.open("w", newline="") as file:
            csv.writer(file).writerows([header, *lines])
        return read_documents(path, ONLINE_RETAIL)

    return read


def change(**values):
    """Return the line with other values in some columns."""
    return tuple(
        values.get(name, text) for name, text in zip(COLUMNS, LINE, strict=True)
    )


def test_a_line_is_read_with_all_it_says(read):
    (document,) = read(LINE)

    (line,) = document.lines
    assert (document.number, line.number) == ("7001", 2)
    assert (line.code, line.description) == ("LAMP", "LANTERN")
    assert (line.quantity, line.price) == (2, Decimal("3.39"))
    assert line.moment == datetime(2020, 12, 1, 8, 26)
    assert (line.customer, line.country) == ("501", "France")


def test_lines_of_an_invoice_are_one_document_wherever_they_stand(read):
    documents = read(LINE, change(InvoiceNo="7002"), LINE)

    assert [document.number for document in documents] == ["7001", "7002"]
    assert [len(document.lines) for document in documents] == [2, 1]


def test_a_cancellation_gives_back_what_is_negative(read):
    (document,) = read(change(InvoiceNo="C7003", Quantity="-4"))

    assert document.is_cancellation
    assert document.first.quantity == 4


@pytest.mark.parametrize(
    ("price", "quantity", "amount"),
    [("0.125", "1", "0.13"), ("1.005", "1", "1.01"), ("0.335", "3", "1.01")],
)
def test_an_amount_is_rounded_half_up(read, price, quantity, amount):
    (document,) = read(change(UnitPrice=price, Quantity=quantity))

    assert document.first.amount == Decimal(amount)


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"Quantity": "0"}, "Quantity 0 can't be that of an order"),
        ({"Quantity": "-3"}, "Quantity -3 can't be that of an order"),
        ({"InvoiceNo": "C1"}, "Quantity 2 can't be that of a cancellation"),
        ({"Quantity": "two"}, "Quantity is no whole number: 'two'"),
        ({"Quantity": "1.5"}, "Quantity is no whole number: '1.5'"),
        ({"Quantity": "1_0"}, "Quantity is no whole number: '1_0'"),
        ({"Quantity": "1234567"}, "Quantity is no whole number: '1234567'"),
        ({"UnitPrice": "0.00"}, "UnitPrice 0.00 is not above 0"),
        ({"UnitPrice": "-1.5"}, "UnitPrice -1.5 is not above 0"),
        ({"UnitPrice": "NaN"}, "UnitPrice is no number: 'NaN'"),
        ({"UnitPrice": "1e5"}, "UnitPrice is no number: '1e5'"),
        ({"UnitPrice": "1,5"}, "UnitPrice is no number: '1,5'"),
        ({"UnitPrice": "3.3912"}, "UnitPrice 3.3912 has more than 3 decimals"),
        ({"InvoiceDate": "soon"}, "InvoiceDate is no date with a time: 'soon'"),
        ({"StockCode": ""}, "StockCode is missing"),
        ({"InvoiceNo": ""}, "InvoiceNo is missing"),
    ],
)
def test_a_line_that_is_no_order_is_rejected(read, values, reason):
    (document,) = read(change(**values))

    (reject,) = document.rejects
    assert not document.lines
    assert (reject.number, reject.reason) == (2, reason)


def test_a_line_with_missing_fields_is_rejected(read):
    (document,) = read(LINE[:4])

    assert document.rejects[0].reason == "4 fields instead of 8"


def test_an_invoice_of_two_customers_keeps_the_first(read):
    (document,) = read(LINE, change(CustomerID="502"))

    assert len(document.lines) == 1
    assert "CustomerID differs" in document.rejects[0].reason


def test_trailing_zeros_are_no_decimals(read):
    (document,) = read(change(UnitPrice="3.39000"))

    assert document.first.price == Decimal("3.39")


def test_a_line_without_a_number_is_rejected_beside_the_one_before(read):
    first, second = read(LINE, change(InvoiceNo=""), change(InvoiceNo="7002"))

    assert [reject.number for reject in first.rejects] == [3]
    assert not second.rejects


def test_a_file_without_the_columns_is_none(read):
    with pytest.raises(Trouble, match="UnitPrice, CustomerID missing"):
        read(header=[it for it in COLUMNS if it not in ("UnitPrice", "CustomerID")])


def test_a_missing_file_is_said_so(tmp_path):
    with pytest.raises(Trouble, match="can't be read: No such file"):
        read_documents(tmp_path / "nowhere.csv", ONLINE_RETAIL)
