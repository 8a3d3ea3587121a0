from datetime import datetime

from odoo.exceptions import ValidationError
from odoo.tests import tagged

from ...models.refund import provider_profiles
from ...models.refund.rules.told_refunds import ToldRefund, Unclear
from .refund_common import RefundCommon


@tagged("post_install", "-at_install")
class TestProvidersTell(RefundCommon):
    """What Stripe, Mollie and PayPal answer is read right."""

    def setUp(self):
        super().setUp()
        order = self._create_order()
        self._pay(order)
        self.tx = order.sudo().transaction_ids
        self.tx.provider_reference = "pay_1"
        self.inquiry = self.env["ecommerce.refund.inquiry"].sudo()

    def _let_api(self, **answers):
        """Answer requests by what their path is about, and note them."""
        self.paths = []

        def send(_provider, method, endpoint, **kwargs):
            self.paths.append((method, endpoint, kwargs.get("params")))
            (kind,) = answers.keys() & set(endpoint.split("/"))
            answer = answers[kind]
            if isinstance(answer, Exception):
                raise answer
            return answer

        self.patch(type(self.env["payment.provider"]), "_send_api_request", send)

    def test_stripe(self):
        refund = {
            "id": "re_1",
            "amount": 1234,
            "currency": "eur",
            "status": "succeeded",
            "created": 1795953600,
            "metadata": {"reference": "R-S1"},
        }
        self._let_api(
            refunds={
                "data": [refund, {**refund, "metadata": {}, "status": "pending"}],
                "has_more": False,
            }
        )
        told = self.inquiry._list_stripe(self.tx)

        expected = ToldRefund(
            "re_1", 12.34, "eur", "done", "R-S1", datetime(2026, 11, 29, 12)
        )
        self.assertEqual(told[0], expected)
        self.assertEqual((told[1].state, told[1].reference), ("pending", ""))
        params = {"payment_intent": "pay_1", "limit": 100}
        self.assertEqual(self.paths, [("GET", "refunds", params)])

    def test_stripe_tells_more_than_fits(self):
        self._let_api(refunds={"data": [], "has_more": True})
        with self.assertRaises(Unclear):
            self.inquiry._list_stripe(self.tx)

    def test_status_that_nobody_knows(self):
        refund = {"id": "re_1", "amount": 1, "currency": "eur", "status": "new"}
        self._let_api(refunds={"data": [refund]})
        with self.assertRaises(Unclear):
            self.inquiry._list_stripe(self.tx)

    def test_mollie(self):
        refund = {
            "id": "re_1",
            "amount": {"value": "12.34", "currency": "EUR"},
            "status": "processing",
            "createdAt": "2026-11-29T13:00:00+01:00",
            "metadata": '{"a": 1}',
        }
        self._let_api(refunds={"_embedded": {"refunds": [refund]}, "_links": {}})
        told = self.inquiry._list_mollie(self.tx)

        expected = ToldRefund(
            "re_1", 12.34, "EUR", "pending", "", datetime(2026, 11, 29, 12)
        )
        self.assertEqual(told, [expected])
        self.assertEqual(self.paths[0][1], "payments/pay_1/refunds")

    def test_mollie_tells_more_than_fits(self):
        self._let_api(
            refunds={"_embedded": {"refunds": []}, "_links": {"next": {"href": "x"}}}
        )
        with self.assertRaises(Unclear):
            self.inquiry._list_mollie(self.tx)

    def test_paypal(self):
        refund = {
            "id": "1JU",
            "amount": {"value": "12.34", "currency_code": "EUR"},
            "status": "COMPLETED",
            "create_time": "2026-11-29T12:00:00Z",
            "custom_id": "R-S1",
        }
        order = {"purchase_units": [{"payments": {"refunds": [refund]}}]}
        number = {"supplementary_data": {"related_ids": {"order_id": "5O1"}}}
        expected = ToldRefund(
            "1JU", 12.34, "EUR", "done", "R-S1", datetime(2026, 11, 29, 12)
        )
        for capture, order_id in ((number, "5O1"), (ValidationError("No"), "pay_1")):
            with self.subTest(capture):
                self._let_api(captures=capture, orders=order)
                self.assertEqual(self.inquiry._list_paypal(self.tx), [expected])
                self.assertEqual(self.paths[-1][1], f"/v2/checkout/orders/{order_id}")

    def test_paypal_without_refunds(self):
        number = {"supplementary_data": {"related_ids": {"order_id": "5O1"}}}
        order = {"purchase_units": [{"payments": {"captures": []}}]}
        self._let_api(captures=number, orders=order)
        self.assertEqual(self.inquiry._list_paypal(self.tx), [])

    def test_each_provider_that_tells_can_be_asked(self):
        for code, profile in provider_profiles.PROFILES.items():
            can_ask = hasattr(self.inquiry, f"_list_{code}")
            self.assertEqual(profile.tells_refunds, can_ask, code)
