from odoo.fields import Command
from odoo.tests import tagged

from ..common import OrderFlowCommon


@tagged("post_install", "-at_install")
class TestFulfillmentStatus(OrderFlowCommon):
    def test_cart_is_not_shipped_yet(self):
        self.assertEqual(self._create_order().fulfillment_status, "not_yet")

    def test_order_without_website_has_no_status(self):
        order = self._create_confirmed_order(website_id=False)

        self.assertFalse(order.fulfillment_status)

    def test_confirmed_order_is_to_ship(self):
        self.assertEqual(self._create_confirmed_order().fulfillment_status, "to_ship")

    def test_service_has_nothing_to_ship(self):
        order = self._create_confirmed_order(product=self.service)

        self.assertEqual(order.fulfillment_status, "nothing")

    def test_goods_without_a_transfer_are_to_ship(self):
        order = self._create_order()
        order.with_context(skip_procurement=True).action_confirm()

        self.assertFalse(order.picking_ids)
        self.assertEqual(order.fulfillment_status, "to_ship")

    def test_goods_without_a_transfer_beside_shipped_ones_are_to_come(self):
        order = self._create_confirmed_order()
        lamp = self._create_product(name="Lamp", taxes_id=False)
        # Like goods of a vendor whose purchase nobody has confirmed yet.
        self._arrange(order).with_context(skip_procurement=True).order_line = [
            Command.create({"product_id": lamp.id, "price_unit": 9.0})
        ]
        self._do_transfer(order)

        self.assertEqual(order.fulfillment_status, "partially_shipped")
        self.assertEqual(order.flow_stage, "to_ship")

    def test_picked_quantity_means_picking(self):
        order = self._create_confirmed_order()
        order.picking_ids.move_ids.picked = True

        self.assertEqual(order.fulfillment_status, "picking")

    def test_goods_in_a_package_are_packed(self):
        order = self._create_confirmed_order()
        self._arrange(order.picking_ids).action_put_in_pack()

        self.assertEqual(order.fulfillment_status, "packed")

    def test_delivery_in_one_step_is_shipped(self):
        order = self._create_confirmed_order()
        self._do_transfer(order)

        self.assertEqual(order.fulfillment_status, "shipped")

    def test_delivery_in_two_steps_is_packed_then_shipped(self):
        self._set_delivery_steps("pick_ship")
        order = self._create_confirmed_order()

        statuses = [order.fulfillment_status]
        for _step in range(2):
            self._do_transfer(order)
            statuses.append(order.fulfillment_status)

        self.assertEqual(statuses, ["to_ship", "packed", "shipped"])

    def test_delivery_in_three_steps_is_picking_then_packed_then_shipped(self):
        self._set_delivery_steps("pick_pack_ship")
        order = self._create_confirmed_order()

        statuses = [order.fulfillment_status]
        for _step in range(3):
            self._do_transfer(order)
            statuses.append(order.fulfillment_status)

        self.assertEqual(statuses, ["to_ship", "picking", "packed", "shipped"])

    def test_backorder_is_partially_shipped(self):
        order = self._create_confirmed_order()
        self._do_transfer(order, quantity=1.0)

        self.assertEqual(order.fulfillment_status, "partially_shipped")

    def test_backorder_that_leaves_is_shipped(self):
        order = self._create_confirmed_order()
        self._do_transfer(order, quantity=1.0)
        self._do_transfer(order)

        self.assertEqual(order.fulfillment_status, "shipped")

    def test_first_part_through_two_steps_is_partially_shipped(self):
        self._set_delivery_steps("pick_ship")
        order = self._create_confirmed_order()
        self._do_transfer(order, quantity=1.0)
        shipping = order.picking_ids.filtered(
            lambda p: p.picking_type_code == "outgoing" and p.state == "assigned"
        )
        shipping.button_validate()

        self.assertEqual(order.fulfillment_status, "partially_shipped")

    def test_rest_given_up_is_shipped(self):
        order = self._create_confirmed_order()
        self._do_transfer(order, quantity=1.0)
        self._arrange(self._get_open_transfer(order)).action_cancel()

        self.assertEqual(order.fulfillment_status, "shipped")

    def test_cancellation_before_shipping_leaves_nothing_to_ship(self):
        order = self._create_confirmed_order()
        order._action_cancel()

        self.assertEqual(order.fulfillment_status, "nothing")

    def test_cancellation_after_shipping_stays_shipped(self):
        order = self._create_confirmed_order()
        self._do_transfer(order)
        order._action_cancel()

        self.assertEqual(order.fulfillment_status, "shipped")

    def test_returned_goods_stay_shipped(self):
        order = self._create_confirmed_order()
        self._do_transfer(order)
        self._receive_return(order, quantity=2.0)

        self.assertEqual(order.fulfillment_status, "shipped")

    def test_return_into_a_three_step_warehouse_is_not_to_ship(self):
        self.warehouse.reception_steps = "three_steps"
        order = self._create_confirmed_order()
        self._do_transfer(order)
        self._receive_return(order)

        self.assertEqual(order.fulfillment_status, "shipped")

    def test_raised_quantity_after_shipping_is_partially_shipped(self):
        order = self._create_confirmed_order()
        self._do_transfer(order)
        order.order_line.product_uom_qty = 3.0

        self.assertEqual(order.fulfillment_status, "partially_shipped")


@tagged("post_install", "-at_install")
class TestPickup(OrderFlowCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.carrier = cls._create_pickup_carrier()

    def test_goods_that_are_set_aside_are_ready_for_pickup(self):
        order = self._create_confirmed_order(carrier_id=self.carrier.id)
        self.assertEqual(order.fulfillment_status, "to_ship")

        order.picking_ids.move_ids.picked = True

        self.assertEqual(order.fulfillment_status, "ready_for_pickup")

    def test_goods_that_an_earlier_step_brought_are_ready_for_pickup(self):
        self._set_delivery_steps("pick_ship")
        order = self._create_confirmed_order(carrier_id=self.carrier.id)

        self._do_transfer(order)

        self.assertEqual(order.fulfillment_status, "ready_for_pickup")

    def test_missing_goods_are_not_ready_for_pickup(self):
        order = self._create_confirmed_order(carrier_id=self.carrier.id, quantity=500.0)

        self.assertEqual(order.fulfillment_status, "to_ship")

    def test_picked_up_goods_are_delivered(self):
        order = self._create_confirmed_order(carrier_id=self.carrier.id)
        self._do_transfer(order)

        self.assertEqual(order.fulfillment_status, "delivered")
