"""Messages why a bank file can't be read, and what to do."""


def explain_unreadable(env, reason, file_name):
    """Return the message for a reason.

    :param str reason: One of `bank_file.REASONS`.
    """
    return EXPLANATIONS[reason](env, file_name)


def explain_text(env, file_name):
    return env._(
        "%(file)s cannot be read: it is not a text file, or has an encoding that "
        "banks do not use. Download it from the bank again, as CAMT, MT940 or CSV, "
        "and do not save it with another program.",
        file=file_name,
    )


def explain_page(env, file_name):
    return env._(
        "%(file)s is a web page, not a bank statement: your session at the bank had "
        "ended. Log in to the bank and download the file again.",
        file=file_name,
    )


def explain_damaged(env, file_name):
    return env._(
        "%(file)s is cut off or damaged, so nothing of it is imported. Download it "
        "from the bank again.",
        file=file_name,
    )


def explain_definitions(env, file_name):
    return env._(
        "%(file)s defines its own entities (a DTD), which no bank does and which can "
        "do harm: it is not read. Download it directly from the bank.",
        file=file_name,
    )


def explain_size(env, file_name):
    return env._(
        "%(file)s is too large: unpacked, the files can have 20 MB in total. Export "
        "fewer days at a time.",
        file=file_name,
    )


def explain_archive(env, file_name):
    return env._(
        "%(file)s contains packed files within packed files. Unpack it, and choose "
        "the files inside.",
        file=file_name,
    )


def explain_interim(env, file_name):
    return env._(
        "%(file)s is an interim report (MT942): its payments are only announced, and "
        "no balances prove them. Export the account's statement instead, as CAMT.053, "
        "MT940 or CSV.",
        file=file_name,
    )


def explain_no_statement(env, file_name):
    return env._(
        "%(file)s contains no bank statement. Export the account's statement "
        "(CAMT.053), report (CAMT.052) or notification (CAMT.054).",
        file=file_name,
    )


def explain_titles(env, file_name):
    return env._(
        "%(file)s is not a table with payments: it needs a row of titles and a column "
        "each for date, amount and purpose, separated by semicolon, comma or tab.",
        file=file_name,
    )


def explain_amounts(env, file_name):
    return env._(
        "%(file)s contains a date or an amount in a format that this bank does not "
        "use, perhaps because a spreadsheet changed it, so nothing of it is imported. "
        "Download it from the bank again, and do not open it with another program.",
        file=file_name,
    )


def explain_empty(env, file_name):
    return env._("%(file)s contains no payments.", file=file_name)


def explain_strange(env, account, file_name):
    return env._(
        "%(file)s is about the account %(account)s, which belongs to no bank journal "
        "of the active companies. Choose another file, activate the account's "
        "company, or enter the account number in its bank journal.",
        file=file_name,
        account=account,
    )


def explain_no_journal(env):
    return env._("Choose the journal: the file does not name an account.")


def explain_other_currency(env, currency, journal):
    return env._(
        "The amounts are in %(currency)s, the journal %(journal)s is not: choose a "
        "journal in %(currency)s, or none to skip them.",
        currency=currency,
        journal=journal.display_name,
    )


def explain_unknown_currency(env, currency):
    return env._(
        "The amounts are in %(currency)s, a currency that is not active: activate it "
        "to import them.",
        currency=currency,
    )


def explain_closed(env, count):
    return env._(
        "Lines in a closed period: %(count)s. Odoo would book them on a later date. "
        "Have the period opened and preview the files again, or skip these lines.",
        count=count,
    )


def explain_too_long(env, count):
    return env._(
        "There are more than %(count)s lines: export fewer days at a time.", count=count
    )


def explain_statement(statement):
    """Return the problem of a statement in the preview, or a falsy value."""
    env = statement.env
    if statement.problem:
        return f"{statement.display_name}: {statement.problem}"
    if statement.balance_state == "unproven":
        return env._(
            "%(statement)s: the opening balance and the lines do not add up to the "
            "closing balance, so something is missing. None of the lines will confirm "
            "an order automatically.",
            statement=statement.display_name,
        )
    if statement.balance_state == "turned":
        return env._(
            "%(statement)s: the bank gives reversals the sign of the booking that "
            "they reverse. The signs are inverted so that the balances add up.",
            statement=statement.display_name,
        )
    return None


EXPLANATIONS = {
    "text": explain_text,
    "page": explain_page,
    "damaged": explain_damaged,
    "definitions": explain_definitions,
    "size": explain_size,
    "archive": explain_archive,
    "interim": explain_interim,
    "no_statement": explain_no_statement,
    "titles": explain_titles,
    "amounts": explain_amounts,
}
