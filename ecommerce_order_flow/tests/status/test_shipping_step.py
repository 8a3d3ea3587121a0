from odoo.tests import tagged

from ..common import OrderFlowCommon


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

    def test_transfers_that_come_at_once_are_in_odoos_order(self):
        self._set_delivery_steps("pick_pack_ship")
        rules = self.warehouse.delivery_route_id.rule_ids
        rules[0].location_dest_id = rules[1].location_src_id
        rules[1:].action = "pull"
        for website in (self.website, self.world["website"]):
            with self.subTest(website.name):
                order = self._create_order(website_id=website.id)
                self.env.invalidate_all()  # As in a request of its own.

                self._arrange(order).action_confirm()

                transfers = order.picking_ids
                self.assertEqual(len(transfers), 3)
                transfers_in_order = transfers.search([("id", "in", transfers.ids)])
                self.assertEqual(transfers.ids, transfers_in_order.ids)
