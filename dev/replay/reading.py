"""Reading of the file: documents of usable lines, and rejected lines."""

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
    """A usable line of the file: products or fees, sold or returned."""

    number: int
    code: str
    description: str
    quantity: int  # always positive
    moment: datetime
    price: Decimal
    customer: str  # empty for guests
    country: str

    @property
    def amount(self):
        return to_cents(self.price * self.quantity)


@dataclass(frozen=True)
class Reject:
    """A line of the file that can't be part of an order."""

    number: int
    reason: str


@dataclass
class Document:
    """An invoice number of the file: an order or a cancellation."""

    number: str
    cancelled: str | None = None  # the number that a cancellation names
    lines: list = field(default_factory=list)
    rejects: list = field(default_factory=list)

    @property
    def is_cancellation(self):
        return self.cancelled is not None

    @property
    def first(self):
        """The representative line of the document."""
        return self.lines[0]


class Unusable(Exception):
    """Why a line can't be part of an order."""


def read_documents(path, profile):
    """Return the documents of a file, in the order of their first lines.

    :raise Trouble: If it is no file of orders.
    """
    try:
        with open(path, encoding="utf-8-sig", errors="replace", newline="") as file:
            return _collect(csv.reader(file), profile)
    except OSError as error:
        raise Trouble(f"{path} can't be read: {error.strerror}") from error


def _collect(rows, profile):
    """Return the documents of a file's rows."""
    header = next(rows, [])
    missing = [column for column in COLUMNS if column not in header]
    if missing:
        raise Trouble(f"It is no file of orders: {', '.join(missing)} missing")
    documents = {}
    document = None
    for row in rows:
        if not row:
            continue
        named = dict(zip(header, (text.strip() for text in row), strict=False))
        # A line without a number is rejected together with the previous one, so that a
        # replay of the first orders includes the rejects among them.
        key = named.get("InvoiceNo") or (document.number if document else "")
        cancelled = profile.get_cancelled(key)
        document = documents.setdefault(key, Document(key, cancelled))
        try:
            if len(row) != len(header):
                raise Unusable(f"{len(row)} fields instead of {len(header)}")
            document.lines.append(_read_line(rows.line_num, named, document, profile))
        except Unusable as reason:
            document.rejects.append(Reject(rows.line_num, str(reason)))
    return list(documents.values())


def _read_line(number, named, document, profile):
    """Return the line of a row.

    :raise Unusable: If it can't be part of an order.
    """
    if reason := profile.explain_no_order(named):
        raise Unusable(reason)
    for column in profile.required:
        if not named[column]:
            raise Unusable(f"{column} is missing")
    for column, name in (("CustomerID", "customer"), ("Country", "country")):
        if document.lines and named[column] != getattr(document.first, name):
            raise Unusable(f"{column} differs from the lines of this invoice before")
    if not profile.get_country(named["Country"]):
        raise Unusable(f"Country is unknown: {named['Country']!r}")
    return Line(
        number=number,
        code=named["StockCode"],
        description=named["Description"],
        quantity=_read_quantity(named["Quantity"], document.is_cancellation),
        moment=_read_moment(named["InvoiceDate"]),
        price=_read_price(named["UnitPrice"]),
        customer=named["CustomerID"],
        country=named["Country"],
    )


def _read_quantity(text, is_cancellation):
    """Return the quantity sold, or returned by a cancellation."""
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
