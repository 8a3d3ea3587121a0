"""Says why a carrier's file isn't read, and what to do."""


def explain_unreadable(env, reason, file_name):
    """Return why a file is no table, in a sentence that helps.

    :param str reason: One of `carrier_file.problem.REASONS`.
    """
    explain = {
        "document": explain_document,
        "archive": explain_archive,
        "page": explain_page,
        "spreadsheet": explain_spreadsheet,
    }
    return explain.get(reason, explain_text)(env, file_name)


def explain_text(env, file_name):
    return env._(
        "%(file)s can't be read: it is no file with a table. Have the carrier's list "
        "exported as CSV; spreadsheets can be saved as CSV.",
        file=file_name,
    )


def explain_document(env, file_name):
    return env._(
        "%(file)s can't be read: it is a document or a picture. Have the carrier's "
        "list exported as CSV or as a spreadsheet.",
        file=file_name,
    )


def explain_archive(env, file_name):
    return env._(
        "%(file)s can't be read: it is packed. Unpack it, and choose the list that is "
        "in it.",
        file=file_name,
    )


def explain_page(env, file_name):
    return env._(
        "%(file)s can't be read: it is a web page without a table. Log in to the "
        "carrier's portal and download the list again.",
        file=file_name,
    )


def explain_spreadsheet(env, file_name):
    return env._(
        "%(file)s can't be read: the spreadsheet is damaged, protected by a password, "
        "or not in the format of Excel. Open it and save it as CSV.",
        file=file_name,
    )


def explain_no_table(env, file_name):
    return env._(
        "%(file)s has no table with tracking numbers and dates: each row needs both. "
        "If it is a text file, separate them by a semicolon, comma or tab.",
        file=file_name,
    )


def explain_too_long(env, file_name, count):
    return env._(
        "%(file)s has more than %(count)s rows: split it into several files.",
        file=file_name,
        count=count,
    )
