from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .cancellation_common import CancellationCommon


@tagged("post_install", "-at_install")
class TestCancellation(CancellationCommon):
    """Placed orders can be cancelled until somebody begins to pick their goods."""

    def _get_free_qty(self):
        self.goods.invalidate_recordset(["free_qty"])
        return self.goods.with_context(warehouse_id=self.warehouse.id).free_qty

    def test_cancelled_order_releases_its_stock(self):
        for steps in ("ship_only", "pick_ship", "pick_pack_ship"):
            with self.subTest(steps):
                self._set_delivery_steps(steps)
                before = self._get_free_qty()
                order = self._create_confirmed_order()
                self.assertEqual(self._get_free_qty(), before - 2)

                order._cancel_before_shipping("customer", "Found it cheaper")

                self.assertEqual(order.state, "cancel")
                self.assertEqual(order.cancelled_by, "customer")
                self.assertEqual(set(order.picking_ids.mapped("state")), {"cancel"})
                self.assertEqual(self._get_free_qty(), before)

    def test_picked_order_stays(self):
        order = self._create_confirmed_order()
        order.picking_ids.move_ids.picked = True

        with self.assertRaisesRegex(UserError, "being packed"):
            order._cancel_before_shipping("customer")
        self.assertEqual(order.state, "sale")

    def test_order_whose_first_transfer_is_done_stays(self):
        self._set_delivery_steps("pick_ship")
        order = self._create_confirmed_order()
        self._do_transfer(order)

        self.assertFalse(order._can_be_cancelled())

    def test_packed_order_stays(self):
        order = self._create_confirmed_order()
        transfer = self._arrange(order.picking_ids)
        transfer = transfer.with_context(from_package_wizard=True)
        transfer.action_put_in_pack()

        self.assertFalse(order._can_be_cancelled())

    def test_partly_shipped_order_stays(self):
        order = self._create_confirmed_order()
        self._do_transfer(order, quantity=1.0)

        self.assertFalse(order._can_be_cancelled())

    def test_order_with_rendered_service_stays(self):
        order = self._create_confirmed_order(product=self.service)
        order.order_line.qty_delivered = 1.0

        self.assertFalse(order._can_be_cancelled())

    def test_cart_is_no_placed_order(self):
        self.assertFalse(self._create_order()._can_be_cancelled())

    def test_backend_order_is_left_to_odoo(self):
        order = self._create_confirmed_order(website_id=False)

        self.assertFalse(order._can_be_cancelled())
        self._arrange(order)._action_cancel()
        self.assertFalse(order.cancelled_by)

    def test_held_order_can_be_cancelled(self):
        order = self._create_confirmed_order()
        order._hold("customer")

        order._cancel_before_shipping("staff")

        self.assertEqual(order.state, "cancel")

    def test_locked_order_stays(self):
        for by in ("staff", "customer"):
            with self.subTest(by):
                order = self._create_confirmed_order()
                order.action_lock()

                with self.assertRaises(UserError):
                    order._cancel_before_shipping(by)
                self.assertEqual(order.state, "sale")

    def test_customers_cancel_only_where_the_website_lets_them(self):
        order = self._create_confirmed_order()
        self.assertTrue(order._can_be_cancelled_by_customer())
        self.website.customer_can_cancel = False

        self.assertFalse(order._can_be_cancelled_by_customer())

    def test_staff_cancels_many_and_is_told_which_not(self):
        good, picked = self._create_confirmed_order(), self._create_confirmed_order()
        picked.picking_ids.move_ids.picked = True

        run = self._cancel_by_staff(good | picked)

        self.assertEqual((good | picked).mapped("state"), ["cancel", "sale"])
        self.assertEqual(run.done_count, 1)
        left = run.line_ids.filtered(lambda line: line.result != "done")
        self.assertEqual(left.order_id, picked)
        self.assertIn("being packed", left.reason)

    def test_what_is_cancelled_already_is_told_as_such(self):
        order = self._create_confirmed_order()
        order._cancel_before_shipping("customer")

        run = self._cancel_by_staff(order)

        self.assertEqual(run.line_ids.reason, f"{order.name} is cancelled.")

    def test_salesperson_cancels_own_orders_only(self):
        seller = self._create_user("seller", "sales_team.group_sale_salesman")
        own, foreign = self._create_confirmed_order(), self._create_confirmed_order()
        own.user_id = seller
        foreign.user_id = self.env.ref("base.user_admin")

        self._cancel_by_staff(own, user=seller)
        with self.assertRaises(AccessError):
            self._cancel_by_staff(foreign, user=seller)

        self.assertEqual((own | foreign).mapped("state"), ["cancel", "sale"])

    def test_order_that_goes_on_is_not_cancelled_by_anybody(self):
        order = self._create_confirmed_order()
        order._cancel_before_shipping("customer")

        order.action_draft()

        self.assertFalse(order.cancelled_by)
