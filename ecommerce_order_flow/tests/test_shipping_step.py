from odoo.tests import tagged

from .common import OrderFlowCommon


@tagged("post_install", "-at_install")
class TestShippingStep(OrderFlowCommon):
    """Each transfer of a web order towards the customer has a step."""

    def _ship_and_get_steps(self, **values):
        order = self._create_confirmed_order(**values)
        while self._get_open_transfer(order):
            self._do_transfer(order)
        return order.picking_ids.sorted("id").mapped("shipping_step")

    def test_one_step(self):
        self.assertEqual(self._ship_and_get_steps(), ["ship"])

    def test_two_steps(self):
        self._set_delivery_steps("pick_ship")

        self.assertEqual(self._ship_and_get_steps(), ["pick", "ship"])

    def test_three_steps(self):
        self._set_delivery_steps("pick_pack_ship")

        self.assertEqual(self._ship_and_get_steps(), ["pick", "pack", "ship"])

    def test_backend_order_has_none(self):
        self.assertEqual(self._ship_and_get_steps(website_id=False), [False])

    def test_return_has_none(self):
        order = self._create_confirmed_order()
        self._do_transfer(order)

        self.assertFalse(self._create_return(order).shipping_step)
