from datetime import timedelta

from freezegun import freeze_time

from odoo import fields
from odoo.fields import Command
from odoo.tests import tagged

from .reservation_common import ReservationCommon


@tagged("post_install", "-at_install")
class TestHandOver(ReservationCommon):
    """The confirmation hands over to the delivery what is reserved, with no gap."""

    def test_paid_order_has_its_stock_in_the_delivery(self):
        order = self._create_awaited_order(quantity=5)

        self._book(order)

        self.assertEqual(order.state, "sale")
        self.assertFalse(self._get_reservations(order))
        self.assertEqual(order.picking_ids.state, "assigned")
        self.assertEqual(self._get_free(), 0)

    def test_operations_that_are_reserved_by_hand_keep_it(self):
        self.warehouse.out_type_id.reservation_method = "manual"
        order = self._create_awaited_order()

        self._arrange(order).action_confirm()

        self.assertEqual(self._get_delivered_from_stock(order), 2)

    def test_operations_that_are_reserved_by_date_keep_it(self):
        self.warehouse.out_type_id.write(
            {"reservation_method": "by_date", "reservation_days_before": 0}
        )
        order = self._create_awaited_order(
            commitment_date=fields.Datetime.now() + timedelta(days=30)
        )

        self._arrange(order).action_confirm()

        self.assertEqual(self._get_delivered_from_stock(order), 2)

    def test_pick_pack_and_ship_keeps_it(self):
        for steps in ("pick_ship", "pick_pack_ship"):
            with self.subTest(steps):
                self._set_delivery_steps(steps)
                order = self._create_awaited_order(quantity=2)
                self._create_awaited_order(quantity=1)

                self._arrange(order).action_confirm()

                self.assertEqual(self._get_delivered_from_stock(order), 2)

    def test_orders_confirmed_together_dont_take_it_from_each_other(self):
        self.goods.allow_out_of_stock_order = True
        other_order = self._create_order(quantity=4)
        orders = self._create_awaited_order(quantity=3)
        orders += self._create_awaited_order(quantity=4)
        self.assertEqual(self._get_free(), 0)

        self._arrange(other_order + orders).action_confirm()

        self.assertEqual(
            [self._get_delivered_from_stock(order) for order in (other_order, *orders)],
            [0, 3, 2],
        )

    def test_order_that_staff_confirms_keeps_it(self):
        order = self._create_awaited_order(quantity=5)

        order.action_confirm()

        self.assertEqual(self._get_delivered_from_stock(order), 5)

    def test_reservation_undone_by_hand_doesnt_hinder_the_confirmation(self):
        order = self._create_awaited_order()
        self._get_reservations(order)._do_unreserve()

        self._arrange(order).action_confirm()

        self.assertEqual(self._get_delivered_from_stock(order), 2)

    def test_stock_that_is_lost_doesnt_hinder_the_confirmation(self):
        order = self._create_awaited_order()
        self._set_stock(1)
        self.assertEqual(self._get_reserved(order), 1)

        self._arrange(order).action_confirm()

        self.assertEqual(self._get_delivered_from_stock(order), 1)


@tagged("post_install", "-at_install")
class TestRelease(ReservationCommon):
    """What an order needs no more is free again."""

    def test_cancelled_order_releases_it(self):
        order = self._create_awaited_order()

        order.action_cancel()

        self.assertFalse(self._get_reservations(order))
        self.assertEqual(self._get_free(), 5)

    def test_deleted_line_releases_it(self):
        order = self._create_awaited_order()

        order.order_line.unlink()

        self.assertEqual(self._get_free(), 5)

    def test_line_that_is_deleted_with_another_releases_it(self):
        order = self._create_awaited_order()
        line = order.order_line
        order.order_line = [
            Command.create({"product_id": self.goods.id, "linked_line_id": line.id})
        ]
        self.assertEqual(self._get_free(), 2)

        line.unlink()

        self.assertFalse(order.order_line)
        self.assertEqual(self._get_free(), 5)

    def test_reservation_cancelled_by_hand_is_made_anew(self):
        order = self._create_awaited_order()
        self._get_reservations(order)._action_cancel()
        self.assertEqual(self._get_free(), 5)

        self.env["ecommerce.stock.reservation"]._bring_up_to_date(order)

        self.assertEqual(self._get_free(), 3)
        order.order_line.unlink()
        self.assertEqual(self._get_free(), 5)

    def test_deleted_order_leaves_nothing(self):
        order = self._create_awaited_order()
        order.action_cancel()

        self._arrange(order).unlink()

        self.assertEqual(self._get_free(), 5)

    def test_less_and_more_are_adapted(self):
        order = self._create_awaited_order()

        order.order_line.product_uom_qty = 4
        self.assertEqual(self._get_free(), 1)

        order.order_line.product_uom_qty = 1
        self.assertEqual(self._get_free(), 4)

        order.order_line.product_uom_qty = 0
        self.assertEqual(self._get_free(), 5)

    def test_added_line_is_reserved(self):
        order = self._create_awaited_order()

        order.order_line = [Command.create({"product_id": self.goods.id})]

        self.assertEqual(self._get_free(), 2)

    def test_other_product_is_reserved_instead(self):
        lamp = self._create_product(name="Lamp", allow_out_of_stock_order=False)
        self._set_stock(3, lamp)
        order = self._create_awaited_order()

        order.order_line.product_id = lamp

        self.assertEqual(self._get_free(), 5)
        self.assertEqual(self._get_free(lamp), 1)

    def test_other_warehouse_reserves_instead(self):
        shed = self.world["stock.warehouse"].create({"name": "Shed", "code": "SHED"})
        self._set_stock(3, location=shed.lot_stock_id)
        order = self._create_awaited_order()

        order.warehouse_id = shed

        self.assertEqual(self._get_free(), 5)
        self.assertEqual(self._get_reservations(order).location_id, shed.lot_stock_id)
        self.assertEqual(self._get_reserved(order), 2)

    def test_grace_time_keeps_it_longer_than_the_deadline(self):
        self.provider_of_transfers.grace_days = 3
        order = self._arrange(self._create_awaited_order())

        order.sudo().payment_due_at = fields.Datetime.now() - timedelta(days=2)
        self.assertEqual(self._get_free(), 3)

        order.sudo().payment_due_at = fields.Datetime.now() - timedelta(days=4)
        self.assertEqual(self._get_free(), 5)

    def test_automation_releases_what_is_over(self):
        order = self._create_awaited_order()
        reservation = self._get_reservations(order)
        self.assertFalse(self._is_due("release_stock", reservation))

        with freeze_time(fields.Datetime.now() + timedelta(days=20)):
            self.assertTrue(self._is_due("release_stock", reservation))
            self._run_automation("release_stock")

        self.assertFalse(self._get_reservations(order))
        self.assertEqual(self._get_free(), 5)
        self.assertEqual(order.state, "sent")

    def test_longer_deadline_keeps_it_and_brings_it_back(self):
        order = self._arrange(self._create_awaited_order())
        order.sudo().payment_due_at = fields.Datetime.now() + timedelta(days=20)
        self.assertEqual(
            self._get_reservations(order).reservation_ends_at,
            order.payment_due_at
            + timedelta(days=self.provider_of_transfers.grace_days),
        )

        order.sudo().payment_due_at = fields.Datetime.now() - timedelta(days=20)
        self.assertEqual(self._get_free(), 5)

        order.sudo().payment_due_at = fields.Datetime.now() + timedelta(days=1)
        self.assertEqual(self._get_free(), 3)

    def test_other_policy_afterwards_breaks_no_promise(self):
        order = self._create_awaited_order()

        self.provider_of_transfers.waiting_policy = "odoo"
        self.env["ecommerce.stock.reservation"]._bring_up_to_date(order)

        self.assertEqual(self._get_free(), 3)
