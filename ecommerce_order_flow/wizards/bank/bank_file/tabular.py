"""Reads the CSV files of banks and payment services that `profiles` describes."""

import re
from dataclasses import replace

from .labels import split_labels
from .problem import UnreadableFile
from .statement import Line, Part, Statement
from .tables import find_tables

PENDING = ("umsatz vorgemerkt", "vorgemerkt", "ausstehend", "pending")
NO_EFFECT = ("memo",)
# What undoes a booking, or brings a payment of ours back.
REVERSAL = re.compile(
    r"\b(storno\w*|retouren?|r(ü|ue)ck(lastschrift|(ü|ue)berweisung|l(ä|ae)ufer)"
    r"|nicht ausf(ü|ue)hrbar|return/refund|chargeback|dispute|zahlungsbeschwerde)\b",
    re.IGNORECASE,
)
ADDRESS = re.compile(r"(,|\s\d{4}\s).*")
CONVERSION = re.compile("w(ä|ae)hrungsumrechnung|conversion", re.IGNORECASE)


def read_table(content):
    """Return the statements of a CSV file.

    :raise UnreadableFile: If it is no bank's, or written otherwise than it writes.
    """
    statements = [_read_statement(table) for table in find_tables(content)]
    return [statement for statement in statements if statement.lines]


def _read_statement(table):
    try:
        lines = [_read_line(row) for row in table.rows]
    except ValueError as error:
        raise UnreadableFile("amounts") from error
    accounts = [row.get("account") for row in table.rows]
    return Statement(
        account=next(filter(None, accounts), table.account),
        lines=_put_parts_in_place(table.rows, lines),
    )


def _read_line(row):
    amount = row.read_amount("part" if row.is_part else "amount")
    if amount is None:
        raise ValueError(row)
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
        is_reversal=_is_reversal(row, purpose),
        structured=texts["structured"],
        ultimate=texts.get("ultimate", ""),
        reason=row.get("reason"),
        charges=row.read_amount("charges"),
        original=_read_original(row),
        bank_reference=row.get("bank_reference"),
        fee=_read_fee(row),
        net=row.read_amount("net") if _read_fee(row) else None,
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


def _is_reversal(row, purpose):
    return bool(
        row.get("reason")
        or REVERSAL.search(row.get("kind"))
        or REVERSAL.search(purpose)
    )


def _find_converted(row):
    is_conversion = CONVERSION.search(row.get("kind"))
    return row.get("belongs_to") if is_conversion else ""


# === AMOUNTS === #


def _read_original(row):
    amount = row.read_amount("original_amount")
    return (amount, row.get("original_currency")) if amount else None


def _read_fee(row):
    """Return what a service keeps, as a negative amount; None if it is nothing."""
    fee = row.read_amount("fee") or None
    return -fee if fee and row.profile.is_fee_taken_off else fee


def _put_parts_in_place(rows, lines):
    """Return the lines with the parts of a batch instead of the batch.

    They come behind it, and say neither day nor state. Where their amounts don't come
    to the whole, the batch stays as one line.
    """
    result = []
    for batch, parts in _group(rows, lines):
        if sum(part.amount for part in parts) == batch.amount:
            result += [_make_part(part, batch) for part in parts]
        else:
            told = tuple(Part(it.purpose, it.payer, it.end_to_end) for it in parts)
            result.append(replace(batch, parts=told))
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


def _make_part(part, batch):
    return replace(
        part,
        booked_on=batch.booked_on,
        is_booked=batch.is_booked,
        batch=batch.amount,
    )
