from datetime import datetime
from unittest.mock import patch

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .work_list_common import WorkListCommon


@tagged("post_install", "-at_install")
class TestShippingRun(WorkListCommon):
    """Many transfers are done at once, with a result for each."""

    def _create_orders(self, count, **values):
        return self.env["sale.order"].union(
            *(self._create_paid_order(**values) for _number in range(count))
        )

    # === ONE, TWO, THREE STEPS === #

    def test_ship_in_one_step(self):
        orders = self._create_orders(3)

        run = self._run("ship", self._get_transfers(orders))

        self.assertEqual(run.line_ids.mapped("result"), ["done"] * 3)
        self.assertEqual(orders.mapped("fulfillment_status"), ["shipped"] * 3)

    def test_result_opens_its_transfer(self):
        transfer = self._get_transfers(self._create_paid_order())

        action = self._run("ship", transfer).line_ids.action_open()

        self.assertEqual(action["res_model"], "stock.picking")
        self.assertEqual(action["res_id"], transfer.id)

    def test_pick_in_one_step(self):
        order = self._create_paid_order()

        self._run("pick", self._get_transfers(order))

        self.assertEqual(order.fulfillment_status, "picking")
        self.assertEqual(order.picking_ids.state, "assigned")

    def test_pack_in_one_step(self):
        self._use_packages()
        order = self._create_paid_order()

        self._run("pack", self._get_transfers(order))

        self.assertEqual(order.fulfillment_status, "packed")
        self.assertTrue(order.picking_ids.move_line_ids.result_package_id)

    def test_pack_without_packages_is_refused(self):
        transfer = self._get_transfers(self._create_paid_order())

        run = self._run("pack", transfer)

        self.assertIn("Packages are disabled", self._get_problems(run)[transfer])

    def test_steps_in_two(self):
        self._set_delivery_steps("pick_ship")
        orders = self._create_orders(2)

        self._run("pick", self._get_transfers(orders))
        self.assertEqual(orders.mapped("fulfillment_status"), ["packed"] * 2)
        self._run("ship", self._get_transfers(orders))
        self.assertEqual(orders.mapped("fulfillment_status"), ["shipped"] * 2)

    def test_steps_in_three(self):
        self._set_delivery_steps("pick_pack_ship")
        self._use_packages()
        orders = self._create_orders(2)

        self._run("pick", self._get_transfers(orders))
        self.assertEqual(orders.mapped("fulfillment_status"), ["picking"] * 2)
        self._run("pack", self._get_transfers(orders))
        self.assertEqual(orders.mapped("fulfillment_status"), ["packed"] * 2)
        self.assertEqual(
            len(self._get_transfers(orders).move_line_ids.result_package_id), 2
        )
        self._run("ship", self._get_transfers(orders))
        self.assertEqual(orders.mapped("fulfillment_status"), ["shipped"] * 2)

    def test_all_remaining_steps(self):
        for steps in ("ship_only", "pick_ship", "pick_pack_ship"):
            with self.subTest(steps):
                self._set_delivery_steps(steps)
                orders = self._create_orders(2)

                run = self._run("all", self._get_transfers(orders))

                self.assertEqual(run.line_ids.mapped("result"), ["done"] * 2)
                self.assertEqual(orders.mapped("fulfillment_status"), ["shipped"] * 2)

    def test_ship_before_pick_is_refused(self):
        self._set_delivery_steps("pick_ship")
        transfer = self._get_transfers(self._create_paid_order())

        run = self._run("ship", transfer)

        self.assertIn("must be picked first", self._get_problems(run)[transfer])
        self.assertEqual(transfer.state, "assigned")

    def test_reserve(self):
        orders = self._create_orders(2)
        transfers = self._get_transfers(orders)
        transfers.do_unreserve()

        self._run("reserve", transfers)

        self.assertEqual(transfers.mapped("state"), ["assigned"] * 2)

    def test_several_warehouses(self):
        other = self.world["stock.warehouse"].create({"name": "Other", "code": "OTH"})
        other.delivery_steps = "pick_ship"
        self._add_product_qty_to_wh(self.goods.id, 5, other.lot_stock_id.id)
        orders = self._create_paid_order() | self._create_paid_order(
            warehouse_id=other.id
        )

        self._run("all", self._get_transfers(orders))

        self.assertEqual(orders.mapped("fulfillment_status"), ["shipped"] * 2)

    # === WHAT CAN'T BE DONE === #

    def test_blocked_order_does_not_stop_the_others(self):
        orders = self._create_orders(3)
        self._arrange(orders[1])._hold("fraud", "Odd address")

        run = self._run("ship", self._get_transfers(orders))

        self.assertEqual(run.line_ids.mapped("result"), ["done", "skipped", "done"])
        self.assertIn("Odd address", run.line_ids[1].reason)
        self.assertEqual(orders[1].fulfillment_status, "to_ship")

    def test_failing_order_does_not_stop_the_others(self):
        orders = self._create_orders(3)
        self.patch(
            type(self.env["stock.picking"]),
            "_send_confirmation_email",
            self._fail_for(orders[1].picking_ids),
        )

        with self.assertLogs("odoo.addons.ecommerce_order_flow", "WARNING"):
            run = self._run("ship", self._get_transfers(orders))

        self.assertEqual(run.line_ids.mapped("result"), ["done", "failed", "done"])
        self.assertIn("No carrier", run.line_ids[1].reason)
        self.assertEqual(orders[1].picking_ids.state, "assigned")
        self.assertEqual(
            orders.mapped("fulfillment_status"), ["shipped", "to_ship", "shipped"]
        )

    def _fail_for(self, culprit):
        def _send_confirmation_email(pickings):
            if culprit in pickings:
                raise RuntimeError("No carrier")

        return _send_confirmation_email

    def test_done_by_a_colleague_is_said(self):
        order = self._create_paid_order()
        transfer = self._get_transfers(order)
        self._do_transfer(order)

        run = self._run("ship", transfer)

        self.assertIn("is already done", self._get_problems(run)[transfer])

    def test_cancelled_order_is_said(self):
        order = self._create_paid_order()
        transfer = self._get_transfers(order)
        self._arrange(order)._action_cancel()

        run = self._run("ship", transfer)

        self.assertIn("is cancelled", self._get_problems(run)[transfer])

    def test_stock_that_is_gone_is_said(self):
        order = self._create_paid_order()
        transfer = self._get_transfers(order)
        self._take_from_shelf(100)

        run = self._run("ship", transfer)

        self.assertIn("Waits for stock", self._get_problems(run)[transfer])
        self.assertEqual(order.fulfillment_status, "to_ship")

    def _take_from_shelf(self, quantity):
        """Somebody counts less than there should be."""
        quant = self.world["stock.quant"].search(
            [
                ("product_id", "=", self.goods.id),
                ("location_id", "=", self.warehouse.lot_stock_id.id),
            ]
        )
        quant.with_context(inventory_mode=True).inventory_quantity = (
            quant.quantity - quantity
        )
        quant.action_apply_inventory()

    def test_part_waits(self):
        order = self._create_paid_order(quantity=101.0)
        transfer = self._get_transfers(order)

        run = self._run("ship", transfer)

        self.assertIn("Waits for stock", self._get_problems(run)[transfer])
        self.assertTrue(run.can_go_in_part)

    def test_part_goes_ahead_if_somebody_says_so(self):
        order = self._create_paid_order(quantity=101.0)
        run = self._run("ship", self._get_transfers(order))

        run.action_go_in_part()

        self.assertEqual(order.fulfillment_status, "partially_shipped")
        self.assertEqual(self._get_open_transfer(order).move_ids.product_uom_qty, 1.0)

    def test_part_that_is_gone_says_so(self):
        order = self._create_paid_order(quantity=101.0)
        run = self._run("ship", self._get_transfers(order))
        run.action_go_in_part()

        with self.assertRaisesRegex(UserError, "partially anymore"):
            run.action_go_in_part()

    def test_part_of_an_order_that_goes_at_once_waits(self):
        order = self._create_paid_order(quantity=101.0, picking_policy="one")

        run = self._run("ship", self._get_transfers(order))

        self.assertFalse(run.can_go_in_part)
        self.assertEqual(order.fulfillment_status, "to_ship")

    def test_part_that_is_picked_needs_a_person(self):
        order = self._create_paid_order()
        self._arrange(order).order_line.copy(
            {"order_id": order.id, "product_id": self._add_goods().id}
        )
        self._pay(order, self._arrange(order).amount_owed)
        transfer = self._get_transfers(order)
        transfer.move_ids[0].picked = True

        run = self._run("ship", transfer)

        self.assertIn("Only a part", self._get_problems(run)[transfer])

    def _add_goods(self):
        goods = self._create_product(name="Candle", list_price=5.0, taxes_id=False)
        self._add_product_qty_to_wh(goods.id, 100, self.warehouse.lot_stock_id.id)
        return goods

    # === RIGHTS === #

    def test_others_may_not_ship(self):
        order = self._create_paid_order()
        visitor = self._create_user("visitor", "base.group_user")

        with self.assertRaises(AccessError):
            order.picking_ids.with_user(visitor).action_shipping_ship()

    # === IN THE BACKGROUND === #

    def _start_in_background(self, transfers):
        self.patch(
            self.env.registry["ecommerce.bulk.run"],
            "_is_for_background",
            lambda *a: True,
        )
        return self._run("ship", transfers)

    def test_many_are_queued(self):
        orders = self._create_orders(2)

        run = self._start_in_background(self._get_transfers(orders))

        self.assertEqual(run.queued_count, 2)
        self.assertEqual(orders.mapped("fulfillment_status"), ["to_ship"] * 2)

    def test_queued_ones_are_done_by_the_automation(self):
        orders = self._create_orders(3)
        self._arrange(orders[1])._hold("fraud")
        run = self._start_in_background(self._get_transfers(orders))

        self._run_automation("run_bulk")

        self.assertEqual(run.line_ids.mapped("result"), ["done", "skipped", "done"])
        self.assertEqual(run.progress, 100)

    def test_automation_has_the_rights_of_whoever_started_it(self):
        order = self._create_paid_order()
        self._start_in_background(self._get_transfers(order))

        self._run_automation("run_bulk")

        self.assertEqual(order.picking_ids.write_uid, self.staff)

    def test_old_runs_are_forgotten(self):
        transfer = self._get_transfers(self._create_paid_order())
        with patch.object(self.env.cr, "now", return_value=datetime(2020, 1, 1)):
            run = self._run("ship", transfer)

        self.env["ecommerce.bulk.run"].sudo()._gc_runs()

        self.assertFalse(run.exists())

    def _use_packages(self):
        self.world.ref("base.group_user").implied_ids |= self.env.ref(
            "stock.group_tracking_lot"
        )
