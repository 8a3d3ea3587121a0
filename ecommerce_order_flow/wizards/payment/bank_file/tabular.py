"""Reads the CSV files of banks and payment services that `profiles` describes."""

import re
from dataclasses import replace

from .amounts import read_amount
from .labels import split_labels
from .problem import UnreadableFile
from .statement import Line, Part, Statement
from .tables import find_tables, get, read_day

PENDING = ("umsatz vorgemerkt", "vorgemerkt", "ausstehend", "pending")
NO_MOVE = ("memo",)
# What undoes a booking, or brings a payment of ours back.
REVERSAL = re.compile(
    r"\b(storno\w*|retouren?|r(ü|ue)ck(lastschrift|(ü|ue)berweisung|l(ä|ae)ufer)"
    r"|nicht ausf(ü|ue)hrbar|return/refund|chargeback|dispute|zahlungsbeschwerde)\b",
    re.IGNORECASE,
)
# Behind the name stands the town, in Switzerland without a mark.
SWISS_ADDRESS = re.compile(r"(,|\s\d{4}\s).*")
CONVERSION = re.compile("w(ä|ae)hrungsumrechnung|conversion", re.IGNORECASE)


def read_table(content):
    """Return the statements of a CSV file.

    :raise UnreadableFile: If it is no bank's, or written otherwise than it writes.
    """
    statements = [_read_statement(table) for table in find_tables(content)]
    return [statement for statement in statements if statement.lines]


def _read_statement(table):
    profile = table.profile
    try:
        lines = [_read_line(profile, row) for row in table.rows]
    except ValueError as error:
        raise UnreadableFile("amounts") from error
    accounts = [get(row, profile, "account") for row in table.rows]
    return Statement(
        account=next(filter(None, accounts), table.account),
        lines=_put_parts_in_place(profile, table.rows, lines),
    )


def _read_line(profile, row):
    """Return the line of a row; of a part of a batch the amount isn't there yet."""
    texts = _read_texts(profile, row)
    amount = _read_amount(profile, row, "amount")
    part = _read_amount(profile, row, "part")
    if amount is None and part is None:
        raise ValueError(row)
    amount = part if amount is None else amount
    purpose, payer = texts["purpose"], _find_party(profile, row, texts, amount > 0)
    if amount < 0 and not purpose:  # a card: there is nothing but the merchant
        purpose, payer = payer, ""
    day = get(row, profile, "date") or get(row, profile, "other_date")
    fee = _read_amount(profile, row, "fee")
    return Line(
        amount=amount,
        currency=(get(row, profile, "currency") or profile.currency).upper(),
        booked_on=read_day(day, profile.date_format),
        purpose=purpose,
        payer=payer,
        iban=get(row, profile, "iban") or texts.get("iban", ""),
        end_to_end=get(row, profile, "end_to_end") or texts.get("end_to_end", ""),
        is_booked=_is_booked(profile, row),
        is_reversal=_is_reversal(profile, row, texts),
        structured=texts["structured"],
        ultimate=texts.get("ultimate", ""),
        reason=get(row, profile, "reason"),
        charges=_read_amount(profile, row, "charges"),
        original=_read_original(profile, row),
        bank_reference=get(row, profile, "bank_reference"),
        fee=_get_fee(profile, fee),
        net=_read_amount(profile, row, "net") if fee else None,
        belongs_to=_find_converted(profile, row),
    )


# === TEXTS === #


def _read_texts(profile, row):
    """Return the texts that stand behind labels, and what the payer wrote."""
    values = split_labels(get(row, profile, "text"), profile.labels)
    texts = {profile.labels[label]: text for label, text in values.items() if label}
    purpose = get(row, profile, "purpose", join=True)
    structured = texts.get("structured", "")
    others = (
        texts.get("purpose"),
        structured,
        values[""],
        get(row, profile, "reference"),
        texts.get("reference"),
    )
    texts["purpose"] = purpose or next(filter(None, others), "")
    texts["structured"] = "".join(structured.removeprefix("QRR:").split())
    return texts


def _find_party(profile, row, texts, is_money_in):
    """Return the other party's name."""
    payer, payee = get(row, profile, "payer"), get(row, profile, "payee")
    if payer or payee:
        return payer if is_money_in else payee
    party = get(row, profile, "party") or texts.get("party", "")
    if "part" in profile.columns or profile.currency == "CHF":
        return SWISS_ADDRESS.sub("", party)
    return party


def _is_booked(profile, row):
    status = get(row, profile, "status").lower()
    has_moved = get(row, profile, "effect").lower() not in NO_MOVE
    is_there = read_day(get(row, profile, "date"), profile.date_format) is not None
    is_part = bool(get(row, profile, "part"))
    return status not in PENDING and has_moved and (is_there or is_part)


def _is_reversal(profile, row, texts):
    if get(row, profile, "reason"):
        return True
    kind = get(row, profile, "kind")
    return bool(REVERSAL.search(kind) or REVERSAL.search(texts["purpose"]))


def _find_converted(profile, row):
    is_conversion = CONVERSION.search(get(row, profile, "kind"))
    return get(row, profile, "belongs_to") if is_conversion else ""


# === AMOUNTS === #


def _read_amount(profile, row, role):
    return read_amount(get(row, profile, role), profile.decimal)


def _read_original(profile, row):
    amount = _read_amount(profile, row, "original_amount")
    return (amount, get(row, profile, "original_currency")) if amount else None


def _get_fee(profile, fee):
    """Return what a service keeps, as a negative amount; None if it is nothing."""
    if not fee:
        return None
    return -fee if profile.is_fee_taken_off else fee


def _put_parts_in_place(profile, rows, lines):
    """Return the lines with the parts of a batch instead of the batch.

    They come behind it, with the bank's reference of it, and say neither day nor state.
    Where their amounts don't come to the whole, the batch stays as one line.
    """
    result = []
    for batch, parts in _group(profile, rows, lines):
        if sum(part.amount for part in parts) == batch.amount:
            result += [
                replace(
                    part,
                    booked_on=batch.booked_on,
                    is_booked=batch.is_booked,
                    batch=batch.amount,
                )
                for part in parts
            ]
        else:
            told = tuple(Part(it.purpose, it.payer, it.end_to_end) for it in parts)
            result.append(replace(batch, parts=told))
    return result


def _group(profile, rows, lines):
    """Return each line with the parts that follow it."""
    groups = []
    for row, line in zip(rows, lines, strict=True):
        is_part = not get(row, profile, "amount") and get(row, profile, "part")
        if is_part and groups:
            groups[-1][1].append(line)
        else:
            groups.append((line, []))
    return groups
