from odoo.tests import HttpCase, tagged

from .refund_common import RefundCommon


@tagged("post_install", "-at_install")
class TestRefundPage(HttpCase, RefundCommon):
    """The page of an order says what goes back to the customer."""

    def _open(self, order):
        order = order.sudo()
        order._portal_ensure_token()
        return self.url_open(order.get_portal_url()).text

    def test_refund_on_its_way_and_done(self):
        self._let_provider(self._answer("pending"))
        order = self._create_shipped_order()
        self.assertNotIn("order_refunds", self._open(order))

        refund = self._request(order, quantity=1.0)
        self._send()
        self.assertIn("on their way to you", self._open(order))

        self._report_done(refund.sudo().payment_ids.transaction_id)
        self.assertIn("We refunded", self._open(order))

    def test_what_went_wrong_is_not_told(self):
        self._let_provider(self._answer("error", "Secret of the shop"))
        order = self._create_shipped_order()
        self._request(order, quantity=1.0)
        self._send()

        page = self._open(order)

        self.assertIn("We will refund", page)
        self.assertNotIn("Secret of the shop", page)
