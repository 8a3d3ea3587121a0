"""The tracebacks that the server logs while it answers."""

import re

OURS = "/ecommerce_order_flow/"
FILE = re.compile(r'File "([^"]+)"')


class ServerLog:
    """The log of a server, from where it was read last."""

    def __init__(self, path):
        self.path = path
        self.position = path.stat().st_size

    def read_new(self):
        """Return what was logged since the last time."""
        with self.path.open("rb") as file:
            file.seek(self.position)
            text = file.read()
        self.position += len(text)
        return text.decode(errors="replace")


def has_traceback(text, is_ours):
    """Return whether a log has a traceback of ours.

    :param bool is_ours: Whether the page is ours. In those of Odoo's that we extend,
        only what was raised by us is: they pass through us, whatever raises.
    """
    for entry in text.split("Traceback (most recent call last)")[1:]:
        addons = [
            path for path in FILE.findall(entry) if "/addons/" in path or OURS in path
        ]
        if any(OURS in path for path in (addons if is_ours else addons[-1:])):
            return True
    return False
