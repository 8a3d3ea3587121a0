"""Reasons why a file can't be read."""

REASONS = (
    "text",  # no bank file
    "page",  # a web page, for instance of an expired session
    "damaged",  # cut off, or not in the encoding that it names
    "definitions",  # defines entities, which no bank does
    "size",  # too large, possibly when unpacked
    "archive",  # an archive within an archive
    "interim",  # a report of preliminary bookings (MT942)
    "no_statement",  # XML, but no bank statement
    "titles",  # a table of an unknown bank
    "amounts",  # an amount or date isn't in the bank's format
)


class UnreadableFile(Exception):
    """The file isn't read, not even partly.

    :param str reason: One of `REASONS`.
    """

    def __init__(self, reason="text"):
        super().__init__(reason)
        self.reason = reason
