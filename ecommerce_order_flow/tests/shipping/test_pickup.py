from odoo.exceptions import UserError
from odoo.tests import tagged

from .work_list_common import WorkListCommon


@tagged("post_install", "-at_install")
class TestPickup(WorkListCommon):
    """Goods that customers fetch are set aside, and stay until somebody comes."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.carrier = cls._create_pickup_carrier()

    def _create_pickup(self, **values):
        order = self._create_paid_order(carrier_id=self.carrier.id, **values)
        return self._get_transfers(order)

    def test_next_step_sets_aside_then_hands_over(self):
        transfer = self._create_pickup()
        self.assertEqual(transfer.shipping_next_step, "set_aside")

        transfer.action_shipping_next()

        self.assertEqual(transfer.pending_notification, "ready_for_pickup")
        self.assertEqual(transfer.shipping_next_step, "hand_over")

        transfer.action_shipping_next()

        self.assertEqual(transfer.state, "done")
        self.assertEqual(transfer.delivered_source, "pickup")

    def test_earlier_step_sets_aside(self):
        self._set_delivery_steps("pick_ship")
        picking = self._create_pickup()
        self.assertEqual(picking.shipping_next_step, "pick")

        picking.action_shipping_next()

        transfer = self._get_transfers(picking.sudo().sale_id)
        self.assertEqual(transfer.shipping_next_step, "hand_over")

    def test_all_remaining_steps_end_before_the_customer_comes(self):
        for steps in ("ship_only", "pick_ship", "pick_pack_ship"):
            with self.subTest(steps):
                self._set_delivery_steps(steps)
                pickup = self._create_pickup()
                order = pickup.sudo().sale_id
                parcel = self._get_transfers(self._create_paid_order())

                run = self._run("all", pickup | parcel)

                self.assertFalse(self._get_problems(run))
                self.assertEqual(order.fulfillment_status, "ready_for_pickup")
                self.assertEqual(parcel.sudo().sale_id.fulfillment_status, "shipped")

    def test_goods_that_wait_for_the_customer_are_told_so(self):
        transfer = self._create_pickup()
        transfer.action_shipping_next()

        problems = self._get_problems(self._run("all", transfer))

        self.assertIn("click Hand Over", problems[transfer])

    def test_shipping_many_hands_nothing_over(self):
        pickup = self._create_pickup()
        parcel = self._get_transfers(self._create_paid_order())

        problems = self._get_problems(self._run("ship", pickup | parcel))

        self.assertEqual(list(problems), [pickup])
        self.assertIn("click Hand Over", problems[pickup])
        self.assertEqual(pickup.state, "assigned")
        self.assertEqual(parcel.state, "done")

    def test_part_of_the_goods_is_not_set_aside(self):
        transfer = self._create_pickup(quantity=500.0)

        with self.assertRaisesRegex(UserError, "Waits for stock"):
            transfer.action_shipping_next()
        run = self._run("all", transfer)

        self.assertIn("Waits for stock", self._get_problems(run)[transfer])
        self.assertFalse(run.can_go_in_part)

    def test_held_goods_are_not_handed_over(self):
        transfer = self._create_pickup()
        transfer.action_shipping_next()
        transfer.sudo().sale_id._hold("payment")

        with self.assertRaisesRegex(UserError, "On hold|on hold"):
            transfer.action_shipping_next()

    def test_order_says_who_moves_next(self):
        transfer = self._create_pickup()
        order = transfer.sudo().sale_id
        self.assertIn("aside", order.next_action)

        transfer.action_shipping_next()

        self.assertIn("when the customer picks up", order.next_action)
