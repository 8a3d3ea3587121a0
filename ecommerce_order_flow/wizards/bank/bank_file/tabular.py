"""Reader of the CSV files of banks and payment services in `profiles`."""

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

    :param profiles: Profiles of tables that are not in `profiles`.
    :raise UnreadableFile: If the bank is unknown, or the format differs from its own.
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
    if amount < 0 and not purpose:  # a card payment: only the merchant is stated
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
    """Return the labelled texts and the purpose."""
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
    """Return the amount; some banks write debits without a sign.

    :raise ValueError: If the row has no amount.
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
    """Return the service's fee as a negative amount, or None if there is none."""
    fee = row.read_amount("fee") or None
    return -fee if fee and row.profile.is_fee_taken_off else fee


def _put_parts_in_place(rows, lines):
    """Return the lines with batches replaced by their parts.

    The parts follow the batch, without date and state.
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
