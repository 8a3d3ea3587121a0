"""The provider's accepted refunds, in an append-only file: kills lose nothing."""

import json
import threading
import time
from collections import Counter


class Books:
    """The accepted refunds, and how often each was requested.

    :param pathlib.Path path: The file, one JSON line per event.
    """

    def __init__(self, path):
        self.path = path
        self.lock = threading.Lock()
        self.refunds = []
        self.requests = Counter()
        self.by_key = {}
        self._read()
        self.file = path.open("a")

    def _read(self):
        if not self.path.exists():
            return
        for line in self.path.read_text().splitlines():
            entry = json.loads(line)
            getattr(self, f"_take_{entry['kind']}")(entry["what"])

    def _take_refund(self, refund):
        self.refunds.append(refund)
        if key := refund["key"]:
            self.by_key.setdefault(key, refund)

    def _take_request(self, subject):
        self.requests[subject] += 1

    def _write(self, kind, what):
        getattr(self, f"_take_{kind}")(what)
        self.file.write(json.dumps({"kind": kind, "what": what}) + "\n")
        self.file.flush()

    def note_request(self, subject):
        """Record a request; return how often it was made before."""
        with self.lock:
            before = self.requests[subject]
            self._write("request", subject)
            return before

    def accept(self, payment, wish, key, status="succeeded"):
        """Accept a refund, even if the same one exists.

        :param dict wish: Its amount, currency and reference.
        """
        with self.lock:
            refund = {
                "id": f"re_{len(self.refunds) + 1}",
                "payment": payment,
                "amount": wish["amount"],
                "currency": wish["currency"],
                "reference": wish.get("reference"),
                "status": status,
                "created": time.time(),
                "key": key,
            }
            self._write("refund", refund)
            return refund

    def find(self, payment):
        """Return the refunds of a payment."""
        with self.lock:
            return [it for it in self.refunds if it["payment"] == payment]
