"""Reader of MT940: SWIFT's account message, as written by banks of three countries."""

import logging
import re
from datetime import date
from io import StringIO

import mt940

from .amounts import check_amount
from .labels import split_labels
from .problem import UnreadableFile
from .profiles import ATRUVIA_LABELS, SEPA_TAGS, SWISS_LABELS
from .reversals import is_reversal
from .statement import Line, Statement
from .tables import decode

HEAD = re.compile(rb":20:.{0,200}?:25:", re.DOTALL)
HEAD_BYTES = 4_000
# The text after the last balance is about the account and belongs to no line.
BEHIND = re.compile(r"^(:62[FM]?:[^\n]*\n).*?(?=^:20:|\Z)", re.DOTALL | re.MULTILINE)
OPENINGS = ("final_opening_balance", "opening_balance", "intermediate_opening_balance")
CLOSINGS = ("final_closing_balance", "closing_balance", "intermediate_closing_balance")
# The library's default reads a reversed credit as incoming money.
OPTIONS = mt940.Options.all()
# It would also split texts, but at each question mark.
PROCESSORS = {"post_transaction_details": []}

# MT942 has limits and sums of possible bookings instead of balances.
INTERIM = re.compile(r"^:(34F|90[CD]):", re.MULTILINE)
BOOKING = re.compile(r"^:61:", re.MULTILINE)
BANK_CODE = re.compile(r"(\d{8})/(\d{1,10})")
STRUCTURED = re.compile(r"\d{3}\?\d\d")
FIELD = re.compile(r"\?(\d\d)")
PURPOSE = [str(number) for number in (*range(20, 30), *range(60, 64))]
LABELS = {**SEPA_TAGS, **ATRUVIA_LABELS}
RUNNING_LABELS = {**SWISS_LABELS, "REFERENZ:": "structured"}
SWISS_REFERENCE = re.compile(r"(\d{26,27}|RF\d\d[A-Z0-9]{1,21})\b(.*)")
ADDRESS = re.compile(r"\s\d{4}\s.*")
NO_REFERENCE = ("", "NONREF")

# It would log lines that it can't read, including the payers' texts.
logging.getLogger("mt940").setLevel(logging.CRITICAL)


def is_mt940(content):
    """Return whether a file may be MT940: it begins with an account message."""
    return HEAD.search(content[:HEAD_BYTES]) is not None


def read_mt940(content):
    """Return the statements of a file.

    :raise UnreadableFile: If one is incomplete, or not in this format.
    """
    text = decode(content).replace("\r\n", "\n")
    try:
        pages = mt940.parse_statements(
            StringIO(BEHIND.sub(r"\1", text)), processors=PROCESSORS, options=OPTIONS
        )
        statements = _join([_read_page(page) for page in pages])
        _ensure_complete(text, statements)
    # Raised by dates, amounts, fields, and missing required parts.
    except (ArithmeticError, LookupError, RuntimeError, TypeError, ValueError) as error:
        is_interim = INTERIM.search(text)
        raise UnreadableFile("interim" if is_interim else "damaged") from error
    if not statements:
        raise UnreadableFile("no_statement")
    return statements


def _ensure_complete(text, statements):
    """Raise if the library skipped lines that it doesn't understand.

    :raise ValueError: If a line is missing.
    """
    if sum(len(it.lines) for it in statements) != len(BOOKING.findall(text)):
        raise ValueError("lines")


# === STATEMENTS === #


def _read_page(page):
    """Return a message as a statement, and whether another one continues it.

    :raise LookupError: If it has no closing balance, because it was cut off.
    """
    opening, closing = _find_balance(page, OPENINGS), _find_balance(page, CLOSINGS)
    statement = Statement(
        account=_read_account(page.data["account_identification"]),
        format="MT940",
        currency=closing.amount.currency,
        opening=check_amount(opening.amount.amount),
        closing=check_amount(closing.amount.amount),
        closing_on=closing.date,
        lines=[_read_line(it.data, closing.amount.currency) for it in page],
    )
    return statement, "intermediate_closing_balance" in page.data


def _find_balance(page, kinds):
    return page.data[next((kind for kind in kinds if kind in page.data), None)]


def _join(pages):
    """Return the statements, each joined from its messages.

    :raise ValueError: If the last message of a statement is missing.
    """
    statements = []
    goes_on = False
    for page, is_followed in pages:
        if not goes_on:
            statements.append(page)
        elif (page.account, page.opening) != (
            statements[-1].account,
            statements[-1].closing,
        ):
            raise ValueError(page.account)
        else:
            statements[-1].lines += page.lines
            statements[-1].closing = page.closing
            statements[-1].closing_on = page.closing_on
        goes_on = is_followed
    if goes_on:
        raise ValueError(statements[-1].account)
    for statement in statements:
        statement.turn_reversals_to_fit()
    return statements


def _read_account(text):
    """Return the IBAN, also from a German bank code and account number."""
    account = text.strip().upper()
    if not (found := BANK_CODE.fullmatch(account)):
        return account.replace(" ", "")
    number = found[1] + found[2].zfill(10)
    # ISO 7064: with the country's letters and 00 appended the remainder is 1.
    check_digits = 98 - int(f"{number}131400") % 97
    return f"DE{check_digits:02}{number}"


# === LINES === #


def _read_line(data, currency):
    day = data.get("entry_date") or data["date"]
    details = _read_details(data.get("transaction_details") or "")
    is_returned = data["status"].upper().startswith("R") or bool(details["reason"])
    is_returned |= (data.get("id") or "").startswith("NRTI")
    return Line(
        amount=check_amount(data["amount"].amount),
        currency=currency,
        booked_on=date(day.year, day.month, day.day),
        is_reversal=is_returned or is_reversal(details["kind"], details["purpose"]),
        bank_reference=_find_reference(data),
        **details,
    )


def _find_reference(data):
    """Return the bank's reference, which Swiss banks write in a line of its own."""
    for name in ("bank_reference", "extra_details"):
        reference = (data.get(name) or "").strip()
        if reference not in NO_REFERENCE:
            return reference
    return ""


def _read_details(text):
    """Return the details of a payment, whose text banks split anywhere."""
    text = "".join(text.splitlines())
    if STRUCTURED.match(text):
        return _read_fields(text)
    return _read_running_text(re.sub(r"^\d{3}(?=\D)", "", text))


def _read_fields(text):
    """Return the values of the numbered fields of German and Austrian banks."""
    _code, *rest = FIELD.split(text)
    fields = {}
    for name, value in zip(rest[::2], rest[1::2], strict=True):
        fields[name] = fields.get(name, "") + value
    purpose = "".join(fields.get(name, "") for name in PURPOSE)
    told = _name(split_labels(purpose, LABELS), LABELS)
    return {
        "kind": fields.get("00", ""),
        "purpose": told.get("purpose") or told[""],
        "payer": (fields.get("32", "") + fields.get("33", "")).strip(),
        "iban": fields.get("31", "").strip() or told.get("iban", ""),
        "end_to_end": told.get("end_to_end", ""),
        "ultimate": told.get("ultimate", ""),
        "reason": fields.get("34", "").strip(),
        "structured": "",
    }


def _read_running_text(text):
    """Return the values after the labels of Swiss banks."""
    told = _name(split_labels(text, RUNNING_LABELS), RUNNING_LABELS)
    reference = SWISS_REFERENCE.match(told.get("structured", ""))
    party = told.get("party") or (reference[2].strip() if reference else "")
    return {
        "kind": told[""],
        "purpose": told.get("purpose") or text,
        "payer": ADDRESS.sub("", party),
        "iban": told.get("iban", ""),
        "end_to_end": "",
        "ultimate": "",
        "reason": "",
        "structured": reference[1] if reference else "",
    }


def _name(values, labels):
    """Return the values by their meaning, and the text before the labels."""
    named = {labels[label]: text for label, text in values.items() if label}
    return {**named, "": values[""]}
