from odoo.tests import tagged

from ..common import OrderFlowCommon


class PutBacksCommon(OrderFlowCommon):
    """A warehouse in which goods are put back, by returns of what never left."""

    def _validate(self, transfer):
        transfer = self._arrange(transfer)
        transfer.move_ids.picked = True
        transfer.with_context(skip_backorder=True).button_validate()
        return self._hand_over(transfer)

    def _return(self, transfer, quantity=2.0):
        """Return the open return of a transfer."""
        order = transfer.sudo().sale_id
        return self._create_return(
            order, quantity=quantity, transfer=self._arrange(transfer)
        )

    def _put_back(self, transfer, quantity=2.0):
        return self._validate(self._return(transfer, quantity))

    def _get_work(self, order):
        """Return what the work list shows of an order."""
        self.env.flush_all()
        return order.picking_ids.filtered(lambda it: it._is_work_of_warehouse())

    def _may_cancel(self, order):
        check = self.env["ecommerce.cancellation.check"]
        return not check._explain_refusal(order)

    def _get_leaving(self, order):
        return order.picking_ids.filtered(
            lambda it: (
                it.location_dest_id.usage == "customer"
                and it.state not in ("done", "cancel")
            )
        )


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
        self._arrange(order)._hold("fraud")
        put_back = self._get_put_back(order)
        put_back.move_ids.picked = True

        put_back.button_validate()

        self.assertEqual(put_back.state, "done")


@tagged("post_install", "-at_install")
class TestPutBackPicks(PutBacksCommon):
    """Goods that were picked and put back are as if nobody had picked them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._set_delivery_steps("pick_ship")

    def setUp(self):
        super().setUp()
        self.order = self._create_confirmed_order()
        self._pay(self.order)
        self.pick = self._do_transfer(self.order)

    def test_open_put_back_changes_nothing(self):
        put_back = self._return(self.pick)

        self.assertFalse(put_back.shipping_step)
        self.assertEqual(self.order.fulfillment_status, "packed")
        self.assertFalse(self._may_cancel(self.order))

    def test_order_can_be_cancelled_then(self):
        self.assertFalse(self._may_cancel(self.order))

        self._put_back(self.pick)

        self.assertEqual(self.order.fulfillment_status, "to_ship")
        self.assertTrue(self._may_cancel(self.order))

    def test_order_of_which_a_part_was_put_back_is_begun(self):
        self._put_back(self.pick, quantity=1.0)

        self.assertEqual(self.order.fulfillment_status, "picking")
        self.assertFalse(self._may_cancel(self.order))

    def test_next_action_and_work_list_say_how_goods_are_picked_again(self):
        put_back = self._put_back(self.pick)

        self.assertIn(f"open {put_back.name}, click Return", self.order.next_action)
        delivery = self._get_work(self.order)
        self.assertEqual(delivery, self._get_leaving(self.order))
        self.assertEqual(delivery.shipping_blocker, "stock")
        self.assertIn(put_back.name, delivery.sudo().shipping_blocker_reason)

    def test_what_the_sentence_says_is_done(self):
        put_back = self._put_back(self.pick)
        again = self._return(put_back)

        self.assertEqual(again.shipping_step, "pick")
        self.assertIn(again.name, self.order.next_action)
        self._validate(again)
        delivery = self._get_leaving(self.order)
        self.assertEqual(delivery.state, "assigned")
        self.assertEqual(self.order.fulfillment_status, "packed")
        self.assertIn(delivery.name, self.order.next_action)
        self._validate(delivery)
        self.assertEqual(self.order.fulfillment_status, "shipped")

    def test_what_was_picked_again_can_be_put_back_again(self):
        self._put_back(self._put_back(self._put_back(self.pick)))

        self.assertEqual(self.order.fulfillment_status, "to_ship")
        self.assertTrue(self._may_cancel(self.order))

    def test_quarantine_is_no_step_of_the_order(self):
        quarantine = self.world["stock.location"].create(
            {"name": "Quarantine", "location_id": self.warehouse.view_location_id.id}
        )
        put_back = self._arrange(self._return(self.pick))
        put_back.location_dest_id = quarantine
        put_back.move_ids.location_dest_id = quarantine

        self.assertFalse(put_back.shipping_step)
        self._validate(put_back)
        self.assertEqual(put_back.move_ids.location_dest_id, quarantine)
        self.assertEqual(self.order.fulfillment_status, "to_ship")


@tagged("post_install", "-at_install")
class TestPutBackPacks(PutBacksCommon):
    """Goods also go back from where they are packed, not only to their shelf."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._set_delivery_steps("pick_pack_ship")

    def setUp(self):
        super().setUp()
        self.order = self._create_confirmed_order()
        self._pay(self.order)
        self.pick = self._do_transfer(self.order)
        self.pack = self._do_transfer(self.order)

    def _create_lowered_order(self):
        self.order.order_line.product_uom_qty = 1.0
        return self.order

    def test_lowered_order_is_shipped(self):
        order = self._create_lowered_order()
        self.assertEqual(order.fulfillment_status, "packed")
        self.assertEqual(self._get_work(order), self._get_leaving(order))

        self._validate(self._get_leaving(order))

        self.assertEqual(order.fulfillment_status, "shipped")
        self.assertFalse(self._get_work(order))

    def test_returned_pack_is_no_step_of_the_order(self):
        put_back = self._return(self.pack)

        self.assertFalse(put_back.shipping_step)
        self.assertNotIn(put_back, self._get_work(self.order))
        self._validate(put_back)
        self.assertEqual(self.order.fulfillment_status, "picking")
        self.assertFalse(self._may_cancel(self.order))
        self.assertIn(f"open {put_back.name}, click Return", self.order.next_action)

    def test_open_put_back_does_not_make_a_shipped_order_wait(self):
        self._return(self.pack, quantity=1.0)
        delivery = self._arrange(self._get_leaving(self.order))
        delivery.move_ids.quantity = 1.0
        delivery.move_ids.picked = True
        delivery.with_context(
            skip_backorder=True, picking_ids_not_to_backorder=delivery.ids
        ).button_validate()

        self.assertEqual(self.order.fulfillment_status, "shipped")
        self.assertFalse(self._get_work(self.order))

    def test_goods_go_back_step_by_step_and_on_again(self):
        unpacked = self._put_back(self.pack)
        shelved = self._put_back(self.pick)
        self.assertEqual(self.order.fulfillment_status, "to_ship")
        self.assertTrue(self._may_cancel(self.order))
        self.assertIn(f"open {shelved.name}, click Return", self.order.next_action)

        self.assertEqual(self._put_back(shelved).shipping_step, "pick")
        self.assertIn(f"open {unpacked.name}, click Return", self.order.next_action)
        self.assertEqual(self._put_back(unpacked).shipping_step, "pack")
        self.assertEqual(self.order.fulfillment_status, "packed")
        self._validate(self._get_leaving(self.order))
        self.assertEqual(self.order.fulfillment_status, "shipped")

    def test_pick_put_back_before_it_is_packed(self):
        order = self._create_confirmed_order()
        self._pay(order)
        put_back = self._put_back(self._do_transfer(order))

        self.assertEqual(order.fulfillment_status, "to_ship")
        self.assertTrue(self._may_cancel(order))
        self.assertIn(put_back.name, order.next_action)
