"""Reads the CSV files of banks and payment services that `profiles` describes."""

import re

from .labels import split_labels
from .problem import UnreadableFile
from .reversals import is_reversal
from .statement import Line, Statement, split_batch
from .tables import find_tables

PENDING = ("umsatz vorgemerkt", "vorgemerkt", "ausstehend", "pending")
NO_EFFECT = ("memo",)
ADDRESS = re.compile(r"(,|\s\d{4}\s).*")
CONVERSION = re.compile("w(ä|ae)hrungsumrechnung|conver(sion|ted)", re.IGNORECASE)
PAYOUT = re.compile("^(allgemeine )?(abbuchung|auszahlung)|^payout", re.IGNORECASE)


def read_table(content, profiles=()):
    """Return the statements of a CSV file.

    :param profiles: How tables are written that no bank of `profiles` writes so.
    :raise UnreadableFile: If it is no bank's, or written otherwise than it writes.
    """
    statements = [_read_statement(table) for table in find_tables(content, profiles)]
    return [statement for statement in statements if statement.lines]


def _read_statement(table):
    try:
        lines = [_read_line(row) for row in table.rows]
    except ValueError as error:
        raise UnreadableFile("amounts") from error
    accounts = [row.get("account") for row in table.rows]
    statement = Statement(
        account=next(filter(None, accounts), table.account),
        format=table.profile.name,
        title=table.title,
        currency=lines[0].currency if lines else table.profile.currency,
        opening=table.find_balance(table.profile.opening),
        closing=table.find_balance(table.profile.closing),
        lines=_put_parts_in_place(table.rows, lines),
    )
    statement.turn_reversals_to_fit()
    return statement


def _read_line(row):
    amount = _read_amount(row)
    fee = _read_fee(row)
    texts = _read_texts(row)
    purpose, payer = texts["purpose"], _find_party(row, texts, is_money_in=amount > 0)
    if amount < 0 and not purpose:  # a card: there is nothing but the merchant
        purpose, payer = payer, ""
    return Line(
        amount=amount,
        currency=(row.get("currency") or row.profile.currency).upper(),
        booked_on=row.read_day("date") or row.read_day("other_date"),
        purpose=purpose,
        payer=payer,
        iban=row.get("iban") or texts.get("iban", ""),
        end_to_end=row.get("end_to_end") or texts.get("end_to_end", ""),
        is_booked=_is_booked(row),
        is_reversal=bool(row.get("reason")) or is_reversal(row.get("kind"), purpose),
        is_internal=_is_internal(row),
        kind=row.get("kind"),
        structured=texts["structured"],
        ultimate=texts.get("ultimate", ""),
        reason=row.get("reason"),
        charges=row.read_amount("charges"),
        original=_read_original(row),
        bank_reference=row.get("bank_reference"),
        fee=fee,
        net=row.read_amount("net") if fee else None,
        belongs_to=_find_converted(row),
    )


# === TEXTS === #


def _read_texts(row):
    """Return the texts that stand behind labels, and what the payer wrote."""
    labels = row.profile.labels
    values = split_labels(row.get("text"), labels)
    texts = {labels[label]: text for label, text in values.items() if label}
    structured = texts.get("structured", "")
    purposes = (
        row.join("purpose"),
        texts.get("purpose"),
        structured,
        values[""],
        row.get("reference"),
        texts.get("reference"),
    )
    texts["purpose"] = next(filter(None, purposes), "")
    texts["structured"] = "".join(structured.removeprefix("QRR:").split())
    return texts


def _find_party(row, texts, is_money_in):
    """Return the other party's name."""
    if row.get("payer") or row.get("payee"):
        return row.get("payer" if is_money_in else "payee")
    party = row.get("party") or texts.get("party", "")
    return ADDRESS.sub("", party) if row.profile.has_address else party


def _is_booked(row):
    is_pending = row.get("status").lower() in PENDING
    has_effect = row.get("effect").lower() not in NO_EFFECT
    return has_effect and not is_pending and bool(row.read_day("date") or row.is_part)


def _is_internal(row):
    return bool(PAYOUT.search(row.get("kind")) or CONVERSION.search(row.get("kind")))


def _find_converted(row):
    is_conversion = CONVERSION.search(row.get("kind"))
    return row.get("belongs_to") if is_conversion else ""


# === AMOUNTS === #


def _read_amount(row):
    """Return what the account got; some banks write debits without a sign.

    :raise ValueError: If the row says no amount.
    """
    amount = row.read_amount("part" if row.is_part else "amount")
    if amount is None and (debit := row.read_amount("debit")) is not None:
        amount = -abs(debit)
    if amount is None:
        raise ValueError(row)
    return amount


def _read_original(row):
    amount = row.read_amount("original_amount")
    return (amount, row.get("original_currency")) if amount else None


def _read_fee(row):
    """Return what a service keeps, as a negative amount; None if it is nothing."""
    fee = row.read_amount("fee") or None
    return -fee if fee and row.profile.is_fee_taken_off else fee


def _put_parts_in_place(rows, lines):
    """Return the lines with the parts of a batch instead of the batch.

    They come behind it, and say neither day nor state.
    """
    result = []
    for line, parts in _group(rows, lines):
        result += split_batch(line, parts) if parts else [line]
    return result


def _group(rows, lines):
    """Return each line with the parts that follow it."""
    groups = []
    for row, line in zip(rows, lines, strict=True):
        if row.is_part and groups:
            groups[-1][1].append(line)
        else:
            groups.append((line, []))
    return groups
