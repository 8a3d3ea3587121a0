from odoo.tests import HttpCase, JsonRpcException, tagged
from odoo.tools import mute_logger

from .reservation_common import ReservationCommon


@tagged("post_install", "-at_install")
class TestReservationPages(ReservationCommon, HttpCase):
    """What customers see who want the same thing, or pay their order otherwise."""

    def setUp(self):
        super().setUp()
        self.website.domain = self.base_url()

    def _leave_for_payment(self, order):
        """Let the visitor who has this cart choose the wire transfer."""
        tx = self._create_tx(
            order,
            provider=self.provider_of_transfers,
            landing_route="/shop/payment/validate",
        )
        self.authenticate(
            None,
            None,
            session_extra={
                "sale_order_id": order.id,
                "sale_last_order_id": order.id,
                "__payment_monitored_tx_id__": tx.id,
            },
        )
        return tx

    def _choose(self, tx):
        """Send the form that leaves for the payment, and follow to the status page."""
        return self.url_open("/payment/custom/process", {"reference": tx.reference})

    def test_customer_who_comes_too_late_is_told_on_the_status_page(self):
        self._create_awaited_order(quantity=4)
        tx = self._leave_for_payment(self._create_order())

        page = self._choose(tx)

        self.assertEqual(page.status_code, 200)
        self.assertTrue(page.url.endswith("/payment/status"))
        self.assertIn("You do not have to pay anything", page.text)

    def test_customer_who_comes_too_late_gets_back_to_the_cart(self):
        self._create_awaited_order(quantity=4)
        tx = self._leave_for_payment(self._create_order())
        self._choose(tx)

        answer = self.make_jsonrpc_request("/payment/status/poll")
        page = self.url_open(answer["landing_route"])

        self.assertEqual(answer["state"], "error")
        self.assertTrue(page.url.endswith("/shop/cart"))
        self.assertIn("You do not have to pay anything", page.text)
        self.assertIn("Lantern", page.text)

    def test_confirmation_page_of_who_comes_too_late_tells_it_too(self):
        self._create_awaited_order(quantity=4)
        tx = self._leave_for_payment(self._create_order())
        self._choose(tx)

        page = self.url_open("/shop/confirmation")

        self.assertEqual(page.status_code, 200)
        self.assertIn("You do not have to pay anything", page.text)

    def test_customer_in_time_comes_to_the_confirmation(self):
        order = self._create_order(carrier_id=self.carrier.id)
        tx = self._leave_for_payment(order)
        self._choose(tx)

        answer = self.make_jsonrpc_request("/payment/status/poll")

        self.assertEqual(answer["state"], "pending")
        self.assertEqual(self._get_reserved(order), 2)

    def test_waiting_order_with_the_last_piece_is_paid_by_card_in_the_shop(self):
        order = self._create_awaited_order(quantity=5, carrier_id=self.carrier.id)

        self.assertTrue(self._begin_card_payment(order)["reference"])

    def test_waiting_order_is_paid_by_card_though_it_is_picked_up(self):
        """Click & Collect looks at the stock of the store by itself."""
        carrier = self._create_pickup_carrier()
        order = self._create_awaited_order(quantity=5, carrier_id=carrier.id)

        self.assertTrue(self._begin_card_payment(order)["reference"])

    def test_wrong_tokens_pay_nothing(self):
        order = self._create_awaited_order(quantity=5, carrier_id=self.carrier.id)

        for token in ("another", "ä", "", None):
            with (
                mute_logger("odoo.http"),
                self.assertRaisesRegex(JsonRpcException, "ValidationError"),
            ):
                self._begin_card_payment(order, access_token=token)

    def _begin_card_payment(self, order, **values):
        order = self._arrange(order)
        self.authenticate(None, None)
        return self.make_jsonrpc_request(
            f"/shop/payment/transaction/{order.id}",
            {
                "access_token": order._portal_ensure_token(),
                "provider_id": self.provider.id,
                "payment_method_id": self.payment_method_id,
                "token_id": None,
                "amount": order.amount_total,
                "flow": "direct",
                "tokenization_requested": False,
                "landing_route": "/shop/payment/validate",
                **values,
            },
        )
