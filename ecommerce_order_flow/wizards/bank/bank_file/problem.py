"""Why a file can't be read."""

REASONS = (
    "text",  # no file of a bank
    "page",  # a web page, as of a session that ended
    "damaged",  # cut off, or not in the encoding that it names
    "definitions",  # it defines entities, which no bank does
    "size",  # too large, perhaps when unpacked
    "archive",  # packed within a packed file
    "no_statement",  # XML, but no bank statement
    "titles",  # a table, but whose is unknown
    "amounts",  # an amount or a day isn't written as the bank writes it
)


class UnreadableFile(Exception):
    """The file isn't read, not even in part.

    :param str reason: One of `REASONS`.
    """

    def __init__(self, reason="text"):
        super().__init__(reason)
        self.reason = reason
