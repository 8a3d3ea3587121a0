"""A mail server that stores all emails in a maildir instead of sending them."""

import socket
import time
from contextlib import contextmanager, suppress

from . import foreground, layout
from .python_packages import get_python
from .web import ADDRESS, find_free_port

LONGEST_START = 30  # seconds


@contextmanager
def running(folder=layout.MAIL):
    """Run a mail server during the block; yields its port."""
    for name in ("cur", "new", "tmp"):  # aiosmtpd only creates them in a new folder
        (folder / name).mkdir(parents=True, exist_ok=True)
    port = find_free_port()
    options = ["--nosetuid", "--smtputf8", f"--listen={ADDRESS}:{port}"]
    keeping = ["--class", "aiosmtpd.handlers.Mailbox", folder]
    with foreground.started([get_python(), "-m", "aiosmtpd", *options, *keeping]):
        deadline = time.monotonic() + LONGEST_START
        while time.monotonic() < deadline:
            with suppress(OSError), socket.create_connection((ADDRESS, port)):
                break
            time.sleep(0.05)
        yield port
