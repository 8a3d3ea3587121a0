"""Warnings and errors in the server's log."""

import re
from itertools import pairwise

from dev.shop import layout

ENTRY = re.compile(r"^\d{4}-\d\d-\d\d [\d:,]+ \d+ (?P<level>\w+) ", re.MULTILINE)
TROUBLE = ("WARNING", "ERROR", "CRITICAL")
# Entries that aren't ours to fix, each with its reason.
KNOWN = (
    "Max retries exceeded with url",  # no other machine answers
    "Autocomplete API error",  # the same, about the company's own address
)


class ServerLog:
    """The log of a server from now on, or from its start."""

    def __init__(self, database, is_whole=False):
        self.path = layout.get_log(database)
        self.start = 0
        if not is_whole:
            self.start = len(self._read())

    def get_complaints(self, *expected):
        """Return the warnings and errors.

        :param expected: Texts of entries that were provoked.
        """
        return [
            text.strip()
            for level, text in self._get_entries()
            if (level in TROUBLE or "Traceback" in text)
            and not any(known in text for known in (*KNOWN, *expected))
            and not is_tried_again(text)
        ]

    def _get_entries(self):
        """Return level and text of the entries; a text may have many lines."""
        text = self._read()[self.start :]
        entries = list(ENTRY.finditer(text))
        borders = [*(entry.start() for entry in entries), len(text)]
        for entry, (start, end) in zip(entries, pairwise(borders), strict=True):
            yield entry["level"], text[start:end]

    def _read(self):
        return self.path.read_text(errors="replace")


def is_tried_again(text):
    """Return whether somebody else wrote the same record at the same time.

    Odoo and the runner then try again, and log another error if that fails, too. The
    page that waits for a payment asks again when the server answers "retry".
    """
    if "in poll_status" in text and text.rstrip().endswith("Exception: retry"):
        return True
    return "sql_db: bad query" in text and "could not serialize access" in text
