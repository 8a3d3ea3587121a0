"""What the mail server does with mails; runs in Odoo's Python."""

import itertools
import re
import time
from email import message_from_bytes, policy
from pathlib import Path


class KeptMails:
    """A handler of aiosmtpd's: each mail becomes a file that tells time and subject."""

    def __init__(self, folder):
        self.folder = Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.numbers = itertools.count(1)

    @classmethod
    def from_cli(cls, _parser, folder):
        return cls(folder)

    async def handle_DATA(self, _server, _session, envelope):
        content = envelope.content
        subject = message_from_bytes(content, policy=policy.default)["Subject"] or ""
        words = re.sub(r"\W+", "-", subject).strip("-")[:60]
        name = f"{time.strftime('%Y%m%d-%H%M%S')}-{next(self.numbers):03}-{words}.eml"
        (self.folder / name).write_bytes(content)
        return "250 kept"
