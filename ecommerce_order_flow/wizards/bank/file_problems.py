"""Says why a bank's file isn't read, and what to do."""


def explain_unreadable(env, reason, file_name):
    """Return why a file isn't read, in a sentence that helps.

    :param str reason: One of `bank_file.REASONS`.
    """
    return EXPLANATIONS[reason](env, file_name)


def explain_text(env, file_name):
    return env._(
        "%(file)s can't be read: it is no text, or in an encoding that banks don't "
        "use. Download it from the bank again, as CAMT, MT940 or CSV, and don't save "
        "it with another program.",
        file=file_name,
    )


def explain_page(env, file_name):
    return env._(
        "%(file)s is a web page, no statement: your session at the bank had ended. Log "
        "in to the bank and download the file again.",
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
        "%(file)s defines entities of its own (a DTD), which no bank does and which "
        "can do harm: it isn't read. Download it from the bank itself.",
        file=file_name,
    )


def explain_size(env, file_name):
    return env._(
        "%(file)s is too large: files can have 20 MB together, when unpacked. Export "
        "fewer days at a time.",
        file=file_name,
    )


def explain_archive(env, file_name):
    return env._(
        "%(file)s has packed files within packed files. Unpack it, and choose the "
        "files that are in it.",
        file=file_name,
    )


def explain_no_statement(env, file_name):
    return env._(
        "%(file)s has no bank statement in it. Export the account's statement "
        "(CAMT.053), report (CAMT.052) or notification (CAMT.054).",
        file=file_name,
    )


def explain_titles(env, file_name):
    return env._(
        "%(file)s is no table with payments: it needs a row of titles and a column "
        "each for day, amount and purpose, separated by semicolon, comma or tab.",
        file=file_name,
    )


def explain_amounts(env, file_name):
    return env._(
        "%(file)s has a day or an amount that isn't written as this bank writes them, "
        "perhaps because a spreadsheet changed it, so nothing of it is imported. "
        "Download it from the bank again, and don't open it with another program.",
        file=file_name,
    )


def explain_empty(env, file_name):
    return env._("%(file)s has no payments in it.", file=file_name)


def explain_strange(env, account, file_name):
    return env._(
        "%(file)s is about the account %(account)s, which no bank journal of the "
        "active companies has. Choose another file, activate the account's company, or "
        "enter the account number in its bank journal.",
        file=file_name,
        account=account,
    )


def explain_no_journal(env):
    return env._("Choose the journal: the file doesn't say whose account it is.")


def explain_other_currency(env, currency, journal):
    return env._(
        "The amounts are in %(currency)s, the journal %(journal)s is not: choose a "
        "journal in %(currency)s, or none to leave them out.",
        currency=currency,
        journal=journal.display_name,
    )


def explain_unknown_currency(env, currency):
    return env._(
        "The amounts are in %(currency)s, a currency that isn't active: activate it to "
        "import them.",
        currency=currency,
    )


def explain_closed(env, count):
    return env._(
        "Lines in a closed period: %(count)s. Odoo would book them on a later day. "
        "Have the period opened and preview the files again, or leave these lines out.",
        count=count,
    )


def explain_too_long(env, count):
    return env._(
        "There are more than %(count)s lines: export fewer days at a time.", count=count
    )


def explain_statement(statement):
    """Return what is wrong with a statement that is shown, nothing if it is right."""
    env = statement.env
    if statement.problem:
        return f"{statement.display_name}: {statement.problem}"
    if statement.balance_state == "unproven":
        return env._(
            "%(statement)s: the lines do not make the closing balance of the opening "
            "one, so something is missing. None of them will confirm an order by "
            "itself.",
            statement=statement.display_name,
        )
    if statement.balance_state == "turned":
        return env._(
            "%(statement)s: the bank writes reversals with the sign of what they undo. "
            "They are turned round, as the balances ask for.",
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
    "no_statement": explain_no_statement,
    "titles": explain_titles,
    "amounts": explain_amounts,
}
