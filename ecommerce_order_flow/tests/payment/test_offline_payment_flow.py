from odoo.tests import tagged

from ..common import OrderFlowCommon


@tagged("post_install", "-at_install")
class TestOfflinePaymentFlow(OrderFlowCommon):
    def assertStatuses(self, order, payment, fulfillment, stage):
        self.assertEqual(order.payment_status, payment)
        self.assertEqual(order.fulfillment_status, fulfillment)
        self.assertEqual(order.flow_stage, stage)

    def test_wire_transfer_is_awaited_then_confirmed_by_hand_then_booked(self):
        order = self._create_order()
        self._choose_offline_payment(order, "wire_transfer")
        self.assertStatuses(order, "pending", "not_yet", "awaiting_payment")

        order.action_confirm()
        self.assertStatuses(order, "pending", "to_ship", "to_ship")

        self._do_transfer(order)
        self.assertStatuses(order, "pending", "shipped", "shipped")

        self._register_payment(self._invoice(order))
        self.assertStatuses(order, "paid", "shipped", "done")

    def test_cash_on_delivery_is_shipped_before_it_is_paid(self):
        order = self._create_order()
        self._choose_offline_payment(order, "cash_on_delivery")
        self.assertStatuses(order, "pending", "to_ship", "to_ship")

        self._do_transfer(order)
        self.assertStatuses(order, "pending", "shipped", "shipped")

        self._register_payment(self._invoice(order))
        self.assertStatuses(order, "paid", "shipped", "done")

    def test_payment_on_site_is_paid_after_the_pickup(self):
        if not self._get_custom_provider("on_site"):
            self.skipTest("Pay on site needs the optional app Click & Collect.")
        order = self._create_order()
        self._choose_offline_payment(order, "on_site")
        self.assertStatuses(order, "pending", "to_ship", "to_ship")

        self._do_transfer(order)
        self._register_payment(self._invoice(order))
        self.assertStatuses(order, "paid", "shipped", "done")

    def test_cancelled_wire_transfer_leaves_nothing_open(self):
        order = self._create_order()
        tx = self._choose_offline_payment(order, "wire_transfer")
        tx._set_canceled()
        order._action_cancel()

        self.assertStatuses(order, "unpaid", "nothing", "cancelled")
