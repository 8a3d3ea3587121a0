"""Reader of CAMT.052, .053 and .054 of any version: ISO 20022's account messages."""

from datetime import date
from decimal import Decimal, InvalidOperation

from lxml import etree

from .amounts import check_amount
from .problem import UnreadableFile
from .statement import Line, Statement, split_batch

STATEMENTS = {"Stmt": "camt.053", "Rpt": "camt.052", "Ntfctn": "camt.054"}
OPENING, CLOSING = ("OPBD", "PRCD"), ("CLBD",)
BOOKED = "BOOK"


def is_camt(content):
    """Return whether a file may be a CAMT message: it is XML."""
    head = content[:200].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return head.startswith((b"<?xml", b"<Document", b"<ns", b"<!--"))


def read_camt(content):
    """Return the statements of a file.

    :raise UnreadableFile: If it contains no statement, or is incomplete.
    """
    root = _parse(content)
    found = [node for node in root.iter() if node.tag in STATEMENTS]
    if not found:
        raise UnreadableFile("no_statement")
    try:
        return [_read_statement(node) for node in found]
    # Raised by amounts, dates, and missing required elements.
    except (InvalidOperation, ValueError, TypeError, AttributeError) as error:
        raise UnreadableFile("damaged") from error


def _parse(content):
    """Return the root of the tree, without namespaces: each version has its own."""
    # Unresolved entities would silently leave texts empty.
    if b"<!DOCTYPE" in content.replace(b"\x00", b""):  # also in UTF-16
        raise UnreadableFile("definitions")
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        # The text of a node would end at a comment.
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableFile("damaged") from error
    for node in root.iter(etree.Element):
        node.tag = etree.QName(node).localname
    return root


def _read_statement(node):
    statement = Statement(
        account=_find_account(node.find("Acct")),
        format=STATEMENTS[node.tag],
        currency=_get_text(node, "Acct/Ccy"),
        opening=_find_balance(node, OPENING),
        closing=_find_balance(node, CLOSING),
        closing_on=_find_closing_day(node),
    )
    for entry in node.findall("Ntry"):
        statement.lines += _read_entry(entry)
    statement.turn_reversals_to_fit()
    return statement


def _find_balance(node, kinds):
    """Return the first stated balance of some kinds."""
    balances = _get_balances(node)
    for kind in kinds:
        if kind in balances:
            return _read_amount(balances[kind])
    return None


def _find_closing_day(node):
    """Return the date of the closing balance, up to which bookings are complete."""
    balances = _get_balances(node)
    found = [
        _read_day(balances[kind].find("Dt")) for kind in CLOSING if kind in balances
    ]
    return next(iter(found), None)


def _get_balances(node):
    return {_get_code(it.find("Tp/CdOrPrtry")): it for it in node.findall("Bal")}


# === ENTRIES === #


def _read_entry(entry):
    """Return the lines of an entry: one, or those of a batch with single amounts."""
    details = entry.findall("NtryDtls/TxDtls")
    amount = _read_amount(entry)
    common = {
        "currency": entry.find("Amt").get("Ccy", ""),
        "booked_on": _read_day(entry.find("BookgDt")),
        "is_booked": _get_code(entry.find("Sts")) == BOOKED,
        "bank_reference": _get_text(entry, "AcctSvcrRef"),
    }
    is_reversal = _get_text(entry, "RvslInd") in ("true", "1")
    if not details:
        purpose = _get_text(entry, "AddtlNtryInf")
        return [Line(amount=amount, purpose=purpose, is_reversal=is_reversal, **common)]
    if len(details) == 1:
        values = _read_details(details[0], is_money_in=amount >= 0)
        return [_make_line(amount, values, is_reversal, common)]
    return _read_batch(amount, details, is_reversal, common)


def _make_line(amount, values, is_reversal, common):
    is_returned = is_reversal or bool(values["reason"])
    return Line(amount=amount, **values, **common, is_reversal=is_returned)


def _read_batch(amount, details, is_reversal, common):
    """Return a line for each part, or one line if the parts' amounts are unknown.

    :param Decimal amount: The amount of the whole batch.
    """
    parts = []
    for node in details:
        values = _read_details(node, is_money_in=amount >= 0)
        part = _find_part_amount(node)
        part = part if part is None or amount >= 0 else -part
        parts.append(_make_line(part, values, is_reversal, common))
    whole = Line(
        amount=amount,
        purpose=" ".join(part.purpose for part in parts if part.purpose),
        end_to_end=parts[0].end_to_end,
        is_reversal=is_reversal,
        **common,
    )
    return split_batch(whole, parts)


def _find_part_amount(details):
    """Return the booked amount of a part, or None if it isn't stated."""
    for path in ("Amt", "AmtDtls/TxAmt/Amt"):
        if (node := details.find(path)) is not None:
            return _read_number(node)
    return None


# === DETAILS === #


def _read_details(details, is_money_in):
    """Return the details of a payment other than its amount."""
    party, account = _find_other_party(details.find("RltdPties"), is_money_in)
    return {
        "purpose": _read_purpose(details),
        "payer": party,
        "iban": account,
        "end_to_end": _get_text(details, "Refs/EndToEndId"),
        "structured": _get_text(details, "RmtInf/Strd/CdtrRefInf/Ref"),
        "ultimate": _get_name(details.find("RltdPties/UltmtDbtr")),
        "reason": _get_code(details.find("RtrInf/Rsn")),
        "charges": _read_charges(details),
        "original": _find_original_amount(details),
    }


def _read_purpose(details):
    """Return the payer's text; banks split it anywhere, even in numbers."""
    texts = details.findall("RmtInf/Ustrd")
    texts = texts or details.findall("RmtInf/Strd/AddtlRmtInf")
    return "".join(text.text or "" for text in texts).strip()


def _find_other_party(parties, is_money_in):
    """Return name and account of the other party.

    For incoming money that is the payer. Reversals may keep the parties of the reversed
    booking, so if only one party is stated it is the other one.
    """
    if parties is None:
        return "", ""
    roles = ("Dbtr", "Cdtr") if is_money_in else ("Cdtr", "Dbtr")
    for role in roles:
        name = _get_name(parties.find(role))
        account = _find_account(parties.find(f"{role}Acct"))
        if name or account:
            return name, account
    return "", ""


def _get_name(node):
    """Return a party's name, which newer versions nest one level deeper."""
    if node is None:
        return ""
    return _get_text(node, "Pty/Nm") or _get_text(node, "Nm")


def _find_account(node):
    if node is None:
        return ""
    return _get_text(node, "Id/IBAN") or _get_text(node, "Id/Othr/Id")


def _read_charges(details):
    """Return the banks' charges for the payment."""
    amounts = [_read_number(it) for it in details.findall("Chrgs/Rcrd/Amt")]
    return sum(amounts) if amounts else None


def _find_original_amount(details):
    """Return the amount and currency of the payment if they were converted."""
    node = details.find("AmtDtls/InstdAmt/Amt")
    if node is None:
        return None
    booked = details.find("Amt")
    if booked is not None and booked.get("Ccy") == node.get("Ccy"):
        return None
    return _read_number(node), node.get("Ccy", "")


# === VALUES === #


def _read_amount(node):
    """Return an amount with its sign; debits are negative."""
    amount = _read_number(node.find("Amt"))
    return -amount if _get_text(node, "CdtDbtInd") == "DBIT" else amount


def _read_number(node):
    return check_amount(Decimal(node.text))


def _read_day(node):
    """Return the date, or None if it isn't known yet."""
    if node is None:
        return None
    text = _get_text(node, "Dt") or _get_text(node, "DtTm")
    return date.fromisoformat(text[:10]) if text else None


def _get_code(node):
    """Return a code, which newer versions nest one level deeper."""
    if node is None:
        return ""
    return (
        _get_text(node, "Cd") or _get_text(node, "Prtry") or (node.text or "").strip()
    )


def _get_text(node, path):
    found = node.find(path)
    return (found.text or "").strip() if found is not None else ""
