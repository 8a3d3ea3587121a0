from unittest.mock import patch

import requests

from odoo.tests import tagged

from ...models.refund.payment_provider import IDEMPOTENCY_KEY
from .refund_common import RefundCommon


@tagged("post_install", "-at_install")
class TestRefundRequests(RefundCommon):
    """What providers need to know a request again is sent to them."""

    def test_key_and_what_we_call_a_refund_reach_the_wire(self):
        """Through Odoo's own helper, whichever addon builds the headers last."""
        sent = []

        def build(_provider, _method, *_args, idempotency_key=None, **_kwargs):
            return {"Key": idempotency_key}

        def note(method, url, **kwargs):
            sent.append((kwargs["headers"], kwargs["data"]))
            response = requests.Response()
            response.status_code = 200
            response._content = b"{}"
            return response

        provider_class = type(self.env["payment.provider"])
        self.startPatcher(patch.object(provider_class, "code", "stripe"))
        self.patch(provider_class, "_build_request_headers", build)
        self.startPatcher(patch("requests.request", note))
        data = {"payment_intent": "pay_1", "amount": 100}
        for context in ({}, {IDEMPOTENCY_KEY: "refund-1"}):
            self.provider.with_context(**context)._send_api_request(
                "POST", "refunds", data=data, reference="R-S1"
            )

        self.assertEqual(sent[0], ({"Key": None}, data))
        expected = {**data, "metadata[reference]": "R-S1"}
        self.assertEqual(sent[1], ({"Key": "refund-1"}, expected))
