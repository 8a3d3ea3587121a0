"""Values of booked statements."""

from .statement_plan import get_text


def prepare_statement(plan, indexes, file_name):
    """Return the values of a statement, or None if its balances aren't stated.

    Lines booked before, or not booked, aren't in two statements: the opening balance is
    computed from the lines that it has.
    """
    statement = plan.statement
    if statement.opening is None or statement.closing is None:
        return None
    opening, closing = statement.opening, statement.closing
    if statement.is_proven:
        closing = statement.booked_closing
        opening = closing - sum(plan.lines[index].amount for index in indexes)
    last_on = max(plan.lines[index].booked_on for index in indexes)
    return {
        "name": f"{plan.journal.code} {last_on.isoformat()}",
        "reference": file_name,
        "balance_start": float(opening),
        "balance_end_real": float(closing),
    }


def prepare_line(env, plan, line, key):
    """Return the values of a line, with all other data of the bank as details."""
    return {
        "journal_id": plan.journal.id,
        "date": line.booked_on,
        "amount": float(line.amount),
        "payment_ref": describe(env, line),
        "partner_name": line.payer or False,
        "account_number": line.iban or False,
        "transaction_type": line.kind or False,
        "transaction_details": list_details(line, plan.statement),
        "import_key": key,
        **_prepare_foreign_amount(env, line),
    }


def describe(env, line):
    """Return the label of a line."""
    if line.is_fee:
        return env._("Fee of payment %(reference)s", reference=line.bank_reference)
    return get_text(line) or "/"


def _prepare_foreign_amount(env, line):
    """Return the values of the foreign currency, if Odoo uses it."""
    if not line.original:
        return {}
    amount, name = line.original
    currency = env["res.currency"].search([("name", "=", name)])
    if not currency or name == line.currency or not currency.round(float(amount)):
        return {}
    sign = 1 if line.amount > 0 else -1
    return {
        "foreign_currency_id": currency.id,
        "amount_currency": sign * abs(float(amount)),
    }


def list_details(line, statement):
    """Return the bank's further data of a line; amounts as texts, as written."""
    details = {
        "format": statement.format,
        "end_to_end": line.end_to_end,
        "structured": line.structured,
        "ultimate": line.ultimate,
        "reason": line.reason,
        "bank_reference": line.bank_reference,
        "is_reversal": line.is_reversal,
        "is_internal": line.is_internal,
        "is_fee": line.is_fee,
        "parts": [vars(part) for part in line.parts],
        "original": line.original and [str(line.original[0]), line.original[1]],
        **{
            name: str(getattr(line, name))
            for name in ("batch", "charges", "fee", "net")
            if getattr(line, name) is not None
        },
    }
    told = {name: value for name, value in details.items() if value}
    is_proven = statement.is_proven
    return told if is_proven is None else {**told, "is_proven": is_proven}
