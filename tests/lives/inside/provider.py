"""The payment provider, which answers requests for refunds as an act decides."""

from unittest.mock import patch


class Silence(Exception):
    """The provider didn't answer."""


class Provider:
    """What the provider does with the requests.

    :ivar str answer: ``done``, ``pending``, ``error`` or ``nothing``.
    """

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


def connected(registry):
    """Connect the shop's payment transactions with the provider during a block."""

    def _send_refund_request(tx):
        PROVIDER.refund(tx)

    model = registry["payment.transaction"]
    return patch.object(model, "_send_refund_request", _send_refund_request)
