"""A mail server that keeps every mail as a file instead of sending it."""

import socket
import time
from contextlib import contextmanager, suppress

from . import foreground, layout
from .problem import Problem
from .python_packages import get_python
from .web import find_free_port

ADDRESS = "127.0.0.1"
HANDLER = "dev.shop.inside.kept_mails.KeptMails"
LONGEST_START = 30  # seconds


@contextmanager
def running(folder=layout.MAIL):
    """Have a mail server during the block; yields its port."""
    port = find_free_port()
    options = ["--nosetuid", "--smtputf8", f"--listen={ADDRESS}:{port}"]
    server = [get_python(), "-m", "aiosmtpd", *options, "--class", HANDLER, folder]
    with foreground.started(server) as process:
        wait_for_answer(process, port)
        yield port


def wait_for_answer(process, port):
    """Wait until the mail server listens.

    :raise Problem: If it does not.
    """
    deadline = time.monotonic() + LONGEST_START
    while process.poll() is None and time.monotonic() < deadline:
        with suppress(OSError), socket.create_connection((ADDRESS, port)):
            return
        time.sleep(0.05)
    raise Problem("The mail server does not start", "Run make again")
