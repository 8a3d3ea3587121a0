"""Preview of a statement before it is booked."""

from .statement_values import describe


def prepare_statement_record(statement, currency):
    """Return the values of a statement in the preview."""
    days = [line.booked_on for line in statement.lines if line.booked_on]
    is_stated = statement.opening is not None, statement.closing is not None
    return {
        "name": " ".join(filter(None, (statement.format, statement.title))),
        "account": statement.account,
        "first_on": min(days, default=False),
        "last_on": max(days, default=False),
        "currency_name": statement.currency,
        "currency_id": currency.id,
        "opening": float(statement.opening or 0),
        "closing": float(statement.closing or 0),
        "has_opening": is_stated[0],
        "has_closing": is_stated[1],
        "balance_state": _get_balance_state(statement),
        "internal_count": sum(line.is_internal for line in statement.lines),
    }


def _get_balance_state(statement):
    if statement.are_reversals_turned:
        return "turned"
    states = {True: "proven", False: "unproven", None: "unstated"}
    return states[statement.is_proven]


def prepare_line_record(env, plan, index):
    """Return the values of a line in the preview."""
    line = plan.lines[index]
    return {
        "index": index,
        "booked_on": line.booked_on,
        "payer": line.payer,
        "purpose": describe(env, line),
        "amount": float(line.amount),
        "note": _explain(env, line),
        "result": plan.results[index],
        "is_wanted": plan.results[index] == "new",
    }


def _explain(env, line):
    """Return the special features of a line."""
    notes = [
        line.is_reversal and env._("taken back"),
        line.is_internal and env._("payout or conversion"),
        line.parts and env._("batch of %(count)s", count=len(line.parts)),
        line.charges and env._("charges: %(amount)s", amount=line.charges),
        line.original and " ".join(map(str, line.original)),
    ]
    return ", ".join(filter(None, notes)) or False
