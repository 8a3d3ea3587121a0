"""Reasons why a file can't be read."""

REASONS = ("text", "document", "archive", "page", "spreadsheet")


class UnreadableFile(Exception):
    """The file contains no table.

    :param str reason: One of `REASONS`: the kind of file, which decides about the
        advice.
    """

    def __init__(self, reason="text"):
        super().__init__(reason)
        self.reason = reason
