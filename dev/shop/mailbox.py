"""A mail server that keeps every mail as a file instead of sending it."""

import itertools
import re
import socketserver
import threading
import time
from contextlib import contextmanager
from email import message_from_bytes, policy

from . import layout

ADDRESS = "127.0.0.1"
GREETING = "220 shop"
ANSWERS = {
    "HELO": "250 shop",
    "EHLO": "250-shop\r\n250-8BITMIME\r\n250 SMTPUTF8",
    "DATA": "354 end with a dot on a line of its own",
    "QUIT": "221 bye",
}
_numbers = itertools.count(1)


@contextmanager
def running():
    """Have a mail server during the block; yields its port."""
    with socketserver.ThreadingTCPServer((ADDRESS, 0), Conversation) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield server.server_address[1]
        finally:
            server.shutdown()


class Conversation(socketserver.StreamRequestHandler):
    """A client's visit."""

    def handle(self):
        """Answer each command until the client goes."""
        self.answer(GREETING)
        for line in self.rfile:
            command = line[:4].decode(errors="replace").strip().upper()
            self.answer(ANSWERS.get(command, "250 OK"))
            if command == "DATA":
                keep(self.read_mail())
                self.answer("250 kept")
            if command == "QUIT":
                break

    def answer(self, text):
        """Send an answer."""
        self.wfile.write(f"{text}\r\n".encode())

    def read_mail(self):
        """Return the mail that follows, up to the dot."""
        lines = iter(self.rfile.readline, b".\r\n")
        return b"".join(line[1:] if line.startswith(b"..") else line for line in lines)


def keep(content):
    """Write a mail to a file whose name tells time and subject."""
    layout.MAIL.mkdir(parents=True, exist_ok=True)
    subject = message_from_bytes(content, policy=policy.default)["Subject"] or ""
    words = re.sub(r"\W+", "-", subject).strip("-")[:60]
    name = f"{time.strftime('%Y%m%d-%H%M%S')}-{next(_numbers):03}-{words}.eml"
    (layout.MAIL / name).write_bytes(content)
