from odoo.tests import tagged

from ..common import OrderFlowCommon


@tagged("post_install", "-at_install")
class TestPutBacks(OrderFlowCommon):
    """Goods that go back to their shelf are not on their way to the customer."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._set_delivery_steps("pick_ship")

    def _create_lowered_order(self):
        """Return an order of two pieces that were picked before it became one."""
        order = self._create_confirmed_order()
        self._do_transfer(order)
        order.order_line.product_uom_qty = 1.0
        return order

    def _get_put_back(self, order):
        shelves = self.warehouse.lot_stock_id
        return order.picking_ids.filtered(lambda p: p.location_dest_id == shelves)

    def _get_delivery(self, order):
        return order.picking_ids.filtered(
            lambda p: p.location_dest_id.usage == "customer"
        )

    def test_a_put_back_is_no_step_of_the_order(self):
        put_back = self._get_put_back(self._create_lowered_order())

        self.assertEqual(put_back.state, "assigned")
        self.assertFalse(put_back.shipping_step)

    def test_it_does_not_make_the_order_wait(self):
        order = self._create_lowered_order()

        self.assertEqual(order.fulfillment_status, "packed")

    def test_the_next_action_names_the_delivery(self):
        order = self._create_lowered_order()
        self._pay(order)

        self.assertIn(self._get_delivery(order).name, order.next_action)

    def test_the_order_is_shipped_while_the_put_back_is_open(self):
        order = self._create_lowered_order()
        delivery = self._get_delivery(order)
        delivery.move_ids.picked = True
        self._arrange(delivery).button_validate()

        self.assertEqual(self._get_put_back(order).state, "assigned")
        self.assertEqual(order.fulfillment_status, "shipped")

    def test_a_returned_pick_does_not_count(self):
        order = self._create_confirmed_order()
        pick = self._do_transfer(order)
        put_back = self._arrange(
            self._create_return(order, quantity=2.0, transfer=self._arrange(pick))
        )

        self.assertFalse(put_back.shipping_step)
        put_back.move_ids.picked = True
        put_back.button_validate()
        self.assertNotIn(
            order.fulfillment_status, ("partially_shipped", "shipped", "delivered")
        )

    def test_held_orders_do_not_keep_goods_from_their_shelf(self):
        order = self._create_lowered_order()
        order._hold("fraud")
        put_back = self._get_put_back(order)
        put_back.move_ids.picked = True

        put_back.button_validate()

        self.assertEqual(put_back.state, "done")
