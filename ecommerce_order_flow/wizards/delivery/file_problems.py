"""Messages why a carrier's file can't be read, and what to do."""


def explain_unreadable(env, reason, file_name):
    """Return the message for a reason.

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
        "%(file)s cannot be read: it contains no table. Export the carrier's report "
        "as CSV; spreadsheets can be saved as CSV.",
        file=file_name,
    )


def explain_document(env, file_name):
    return env._(
        "%(file)s cannot be read: it is a document or an image. Export the carrier's "
        "report as CSV or as a spreadsheet.",
        file=file_name,
    )


def explain_archive(env, file_name):
    return env._(
        "%(file)s cannot be read: it is packed. Unpack it, and choose the report "
        "inside.",
        file=file_name,
    )


def explain_page(env, file_name):
    return env._(
        "%(file)s cannot be read: it is a web page without a table. Log in to the "
        "carrier's portal and download the report again.",
        file=file_name,
    )


def explain_spreadsheet(env, file_name):
    return env._(
        "%(file)s cannot be read: the spreadsheet is damaged, protected by a "
        "password, or not in the format of Excel. Open it and save it as CSV.",
        file=file_name,
    )


def explain_useless(env, table, file_name, most_rows):
    """Return why nothing can be imported from a table, or False."""
    if table.width < 2:
        return explain_no_table(env, file_name)
    if len(table.rows) > most_rows:
        return explain_too_long(env, file_name, most_rows)
    return False if table.body else explain_no_rows(env, file_name)


def explain_no_table(env, file_name):
    return env._(
        "%(file)s contains no table with tracking numbers and dates: each row needs "
        "both. In a text file, separate them by a semicolon, comma or tab.",
        file=file_name,
    )


def explain_no_rows(env, file_name):
    return env._(
        "%(file)s has no rows below its titles. If its cells are formulas, open it in "
        "a spreadsheet and save it again, so that it contains their values.",
        file=file_name,
    )


def explain_too_long(env, file_name, count):
    return env._(
        "%(file)s has more than %(count)s rows: split it into several files.",
        file=file_name,
        count=count,
    )
