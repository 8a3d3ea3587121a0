"""The payment provider, which answers requests for refunds as an act decides."""

from contextlib import contextmanager

ANSWERS = ("done", "pending", "error", "nothing")


class Silence(Exception):
    """The provider didn't answer."""


class Provider:
    """What the provider does with the requests."""

    answer = "done"

    def refund(self, tx):
        """Answer a request, in place of a real provider."""
        if self.answer == "nothing":
            raise Silence("Connection closed without a response")
        if self.answer == "error":
            tx._set_error("Refused by the provider")
        else:
            getattr(tx, f"_set_{self.answer}")()


PROVIDER = Provider()


@contextmanager
def connected(registry):
    """Connect the shop's payment transactions with the provider during the block."""
    model = registry["payment.transaction"]

    def _send_refund_request(tx):
        PROVIDER.refund(tx)

    original = model.__dict__.get("_send_refund_request")
    model._send_refund_request = _send_refund_request
    try:
        yield
    finally:
        if original:
            model._send_refund_request = original
        else:
            del model._send_refund_request
