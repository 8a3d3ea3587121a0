"""Reading the file: documents of usable lines, and the lines that are no orders."""

import csv
import re
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from .money import to_cents
from .trouble import Trouble

COLUMNS = (
    "InvoiceNo",
    "StockCode",
    "Description",
    "Quantity",
    "InvoiceDate",
    "UnitPrice",
    "CustomerID",
    "Country",
)
MOMENT_FORMAT = "%Y-%m-%d %H:%M"
PRICE_DECIMALS = 3
LONGEST_NUMBER = 6  # digits before the point: floats keep the cents of such amounts


@dataclass(frozen=True)
class Line:
    """A line of the file that means something: goods or fees, sold or given back."""

    number: int
    code: str
    description: str
    quantity: int  # always positive
    moment: datetime
    price: Decimal
    customer: str  # empty: a guest
    country: str

    @property
    def amount(self):
        return to_cents(self.price * self.quantity)


@dataclass(frozen=True)
class Reject:
    """A line of the file that can't be part of an order."""

    number: int
    reason: str
    fields: tuple


@dataclass
class Document:
    """An invoice number of the file: an order or a cancellation."""

    number: str
    lines: list = field(default_factory=list)
    rejects: list = field(default_factory=list)

    @property
    def is_cancellation(self):
        return self.number.startswith("C")

    @property
    def first(self):
        """The line that speaks for the document."""
        return self.lines[0]


class Unusable(Exception):
    """Why a line can't be part of an order."""


def read_documents(path):
    """Read a file.

    :return: The documents in the order in which the file mentions them first.
    :raise Trouble: If it isn't a file of orders at all.
    """
    try:
        with open(path, encoding="utf-8-sig", errors="replace", newline="") as file:
            return _collect(csv.reader(file))
    except OSError as error:
        raise Trouble(f"{path} can't be read: {error.strerror}") from error


def _collect(rows):
    """Sort the rows of a file into documents."""
    header = next(rows, [])
    missing = [column for column in COLUMNS if column not in header]
    if missing:
        raise Trouble(f"It is no file of orders: {', '.join(missing)} missing")
    documents = {}
    document = None
    for row in rows:
        if not row:
            continue
        number, fields = rows.line_num, tuple(row)
        named = dict(zip(header, (text.strip() for text in row), strict=False))
        # A line without a number is rejected beside the one before it, so that a
        # replay of the first orders tells of the rejects among them.
        key = named.get("InvoiceNo") or (document.number if document else "")
        document = documents.setdefault(key, Document(key))
        try:
            document.lines.append(_read_line(number, header, row, named, document))
        except Unusable as reason:
            document.rejects.append(Reject(number, str(reason), fields))
    return list(documents.values())


def _read_line(number, header, row, named, document):
    """Return what a row of the file says.

    :raise Unusable: If it can't be part of an order.
    """
    if len(row) != len(header):
        raise Unusable(f"{len(row)} fields instead of {len(header)}")
    for column in ("InvoiceNo", "StockCode"):
        if not named[column]:
            raise Unusable(f"{column} is missing")
    line = Line(
        number=number,
        code=named["StockCode"],
        description=named["Description"],
        quantity=_read_quantity(named["Quantity"], document.is_cancellation),
        moment=_read_moment(named["InvoiceDate"]),
        price=_read_price(named["UnitPrice"]),
        customer=named["CustomerID"],
        country=named["Country"],
    )
    if document.lines and line.customer != document.first.customer:
        raise Unusable("CustomerID differs from the lines of this invoice before")
    return line


def _read_quantity(text, is_cancellation):
    """Return how much was sold, or given back by a cancellation."""
    if not re.fullmatch(rf"[+-]?[0-9]{{1,{LONGEST_NUMBER}}}", text):
        raise Unusable(f"Quantity is no whole number: {text!r}")
    quantity = -int(text) if is_cancellation else int(text)
    if quantity <= 0:
        kind = "a cancellation" if is_cancellation else "an order"
        raise Unusable(f"Quantity {text} can't be that of {kind}")
    return quantity


def _read_price(text):
    """Return a price."""
    if not re.fullmatch(rf"[+-]?[0-9]{{1,{LONGEST_NUMBER}}}(\.[0-9]*)?", text):
        raise Unusable(f"UnitPrice is no number: {text!r}")
    price = Decimal(text)
    if price <= 0:
        raise Unusable(f"UnitPrice {text} is not above 0")
    if price != round(price, PRICE_DECIMALS):
        raise Unusable(f"UnitPrice {text} has more than {PRICE_DECIMALS} decimals")
    return price.normalize()


def _read_moment(text):
    """Return a date with a time."""
    try:
        return datetime.strptime(text, MOMENT_FORMAT)
    except ValueError:
        raise Unusable(f"InvoiceDate is no date with a time: {text!r}") from None


def write_rejects(path, documents):
    """Write the rejected lines with number and reason.

    :return: How many they are.
    """
    rejects = [reject for document in documents for reject in document.rejects]
    rejects.sort(key=lambda reject: reject.number)
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["Line", "Reason", *COLUMNS])
        for reject in rejects:
            writer.writerow([reject.number, reject.reason, *reject.fields])
    return len(rejects)
