import json
from threading import Thread
from urllib.error import HTTPError
from urllib.request import Request, urlopen

try:
    from mockbank.server import Config, make_server
except ImportError:  # It comes with the tests' requirements, not with Odoo's.
    make_server = None

# The account from which the shop pays: the bank has it from the beginning.
SHOPS_IBAN = "NL41MOCK0000000001"
SHOPS_BIC = "MOCKNL2A"


def is_bank_there():
    return make_server is not None


class MockBank:
    """A bank of its own that reads our files over HTTP, and writes statements."""

    def __init__(self, day):
        """Open the bank on the morning of a day."""
        config = Config(port=0, quiet=True, clock=f"{day}T09:00")
        self._server = make_server(config)
        Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self):
        self._server.shutdown()
        self._server.server_close()

    def send_back(self, end_to_end, days, reason):
        """Let a transfer that is made from now on come back after some days."""
        behaviour = {
            "behaviour": "return-later",
            "parameters": {
                "days": days,
                "reason": reason,
                "end_to_end_id": end_to_end,
            },
        }
        self._ask("/_mock/accounts/ACME", json.dumps(behaviour).encode(), "PATCH")

    def pay(self, content):
        """Send a file, and return what the bank says to it."""
        return json.loads(self._ask("/payments", content))

    def get_statements(self, days):
        """Let days pass, and return the statements of the shop's account."""
        self._ask(f"/_mock/advance?days={days}", b"")
        messages = json.loads(self._ask("/_mock/mailbox?type=camt.053"))
        bodies = [message["body"] for message in messages]
        return [it.encode() for it in bodies if SHOPS_IBAN in it]

    def _ask(self, path, body=None, method=None):
        port = self._server.server_address[1]
        request = Request(f"http://127.0.0.1:{port}{path}", body, method=method)
        try:
            answer = urlopen(request, timeout=20)
        except HTTPError as refusal:  # The bank's answer says why.
            answer = refusal
        with answer:
            return answer.read()
