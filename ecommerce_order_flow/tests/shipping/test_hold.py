from datetime import date, timedelta

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import freeze_time, tagged

from ..common import OrderFlowCommon


@freeze_time("2030-03-05 12:00:00")
@tagged("post_install", "-at_install")
class TestHold(OrderFlowCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.order = cls._create_confirmed_order()
        cls.today = date(2030, 3, 5)

    def _hold(self, orders, **values):
        wizard = self.env["ecommerce.order.hold"].with_context(active_ids=orders.ids)
        wizard.create({"reason": "address", **values}).action_hold()

    def test_order_is_not_on_hold_by_itself(self):
        self.assertFalse(self.order.is_on_hold)

    def test_button_asks_why(self):
        action = self.order.action_hold()

        self.assertEqual(action["res_model"], "ecommerce.order.hold")

    def test_held_order_says_by_whom_and_why(self):
        self._hold(self.order, note="No house number")

        summary = self.env["ecommerce.hold"]._describe(self.order)
        self.assertTrue(self.order.is_on_hold)
        self.assertIn(self.env.user.name, summary)
        self.assertIn("No house number", summary)

    def test_hold_of_a_user_who_was_deleted_says_why_and_no_more(self):
        self._hold(self.order, reason="fraud")
        self.order.sudo().hold_user_id = False

        self.assertEqual(
            self.env["ecommerce.hold"]._describe(self.order),
            "On hold: Suspected Fraud.",
        )

    def test_customers_do_not_read_why_their_order_is_held(self):
        self._hold(self.order, note="Is this an impostor?")
        portal = self._create_user("buyer", "base.group_portal")
        order = self._arrange(self.order)
        order.partner_id = portal.partner_id
        order.message_subscribe(portal.partner_id.ids)

        self.assertTrue(order.with_user(portal).read(["name"]))
        for name in (
            "is_on_hold",
            "held_at",
            "hold_note",
            "hold_reason",
            "hold_until",
            "next_action",
            "next_action_code",
            "flow_issues",
        ):
            with self.subTest(name), self.assertRaises(AccessError):
                order.with_user(portal).read([name])

    def test_transfer_of_a_held_order_cannot_be_validated_and_says_why(self):
        self._hold(self.order, note="No house number")

        with self.assertRaisesRegex(UserError, f"{self.order.name}.*No house number"):
            self._do_transfer(self.order)
        self.assertEqual(self.order.picking_ids.state, "assigned")

    def test_transfer_cannot_be_done_around_the_button(self):
        self._hold(self.order)

        with self.assertRaises(UserError):
            self.order.picking_ids._action_done()

    def test_pick_of_a_held_order_cannot_be_validated(self):
        self._set_delivery_steps("pick_pack_ship")
        order = self._create_confirmed_order()
        self._hold(order)

        with self.assertRaises(UserError):
            self._do_transfer(order)

    def test_released_order_can_be_shipped(self):
        self._hold(self.order)
        self.order.action_release()
        self._do_transfer(self.order)

        self.assertFalse(self.order.hold_reason)
        self.assertEqual(self.order.picking_ids.state, "done")

    def test_release_twice_does_no_harm(self):
        self._hold(self.order)
        self.order.action_release()
        messages = len(self.order.message_ids)
        self.order.action_release()

        self.assertEqual(len(self.order.message_ids), messages)

    def test_hold_ends_on_its_day(self):
        self._hold(self.order, until=self.today + timedelta(days=3))

        with freeze_time(self.today + timedelta(days=2)):
            self.order.invalidate_recordset()
            self.assertTrue(self.order.is_on_hold)
        with freeze_time(self.today + timedelta(days=3)):
            self.order.invalidate_recordset()
            self.assertFalse(self.order.is_on_hold)

    def test_hold_cannot_end_in_the_past(self):
        with self.assertRaises(ValidationError):
            self._hold(self.order, until=self.today)

    def test_days_of_the_website_are_proposed(self):
        self.website.hold_days = 5
        wizard = self.env["ecommerce.order.hold"].with_context(
            active_ids=self.order.ids
        )

        self.assertEqual(
            wizard.new({"reason": "other"}).until, self.today + timedelta(days=5)
        )

    def test_held_orders_are_found(self):
        free_order = self._create_confirmed_order()
        expired_order = self._create_confirmed_order()
        self._hold(self.order)
        expired_order._hold("other", until=self.today - timedelta(days=1))

        orders = self.order + free_order + expired_order
        domain = [("id", "in", orders.ids)]
        self.assertEqual(
            orders.search([*domain, ("is_on_hold", "=", True)]), self.order
        )
        self.assertEqual(
            orders.search([*domain, ("is_on_hold", "=", False)]),
            free_order + expired_order,
        )

    def test_transfers_of_held_orders_are_found(self):
        self._hold(self.order)

        transfers = self.env["stock.picking"].search([("is_on_hold", "=", True)])

        self.assertEqual(transfers, self.order.picking_ids)

    def test_returned_goods_of_a_held_order_are_received(self):
        self._do_transfer(self.order)
        self._hold(self.order)

        self.assertEqual(self._receive_return(self.order).state, "done")

    def test_other_orders_in_a_batch_are_named_not(self):
        free_order = self._create_confirmed_order()
        self._hold(self.order)

        with self.assertRaises(UserError) as error:
            (free_order + self.order).picking_ids.button_validate()
        self.assertNotIn(free_order.name, str(error.exception))

    def test_backend_orders_are_not_held(self):
        order = self._create_confirmed_order(website_id=False)

        with self.assertRaisesRegex(
            UserError, "Only eCommerce orders can be put on hold"
        ):
            self._hold(order)

    def test_warehouse_worker_learns_why_to_wait(self):
        self._hold(self.order, note="No house number")
        worker = self._create_user("paul", "stock.group_stock_user")
        transfer = self.order.picking_ids.with_user(worker)

        self.assertIn("No house number", transfer.hold_summary)
        with self.assertRaisesRegex(UserError, "No house number"):
            transfer.button_validate()

    def test_duplicate_of_a_held_order_is_free(self):
        self._hold(self.order)

        self.assertFalse(self.order.copy().hold_reason)
