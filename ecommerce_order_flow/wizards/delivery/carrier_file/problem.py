"""Why a file can't be read."""

REASONS = ("text", "document", "archive", "page", "spreadsheet")


class UnreadableFile(Exception):
    """The file is no table.

    :param str reason: One of `REASONS`: what it is instead, for it says what to do.
    """

    def __init__(self, reason="text"):
        super().__init__(reason)
        self.reason = reason
