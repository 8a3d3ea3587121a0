from odoo.exceptions import AccessError, UserError
from odoo.fields import Command, Domain
from odoo.tests import Form, new_test_user, tagged
from odoo.tools.safe_eval import safe_eval

from .common import OrderFlowCommon


class WorkListCommon(OrderFlowCommon):
    """A warehouse with its own worker, and paid orders that are to be shipped."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.worker = new_test_user(
            cls.env, login="worker", groups="stock.group_stock_user"
        )
        cls.goods.allow_out_of_stock_order = True
        cls.partner.write(
            {
                "name": "Jane Doe",
                "street": "Am Markt 1",
                "street2": False,
                "zip": "10115",
                "city": "Berlin",
                "country_id": cls.env.ref("base.de").id,
                "state_id": False,
            }
        )

    @classmethod
    def _create_paid_order(cls, **values):
        order = cls._create_order(**values)
        cls._pay(order)
        return order

    def _get_transfers(self, orders):
        """Return the open transfers, in the hands of the worker."""
        transfers = orders.picking_ids.filtered(
            lambda p: p.state not in ("done", "cancel")
        )
        return transfers.with_user(self.worker)

    def _run(self, action, transfers):
        """Do something with transfers as the work list's buttons do.

        :return: The run with its results.
        """
        getattr(transfers.with_user(self.worker), f"action_shipping_{action}")()
        return self.env["ecommerce.shipping.run"].search([], limit=1)

    def _get_problems(self, run):
        return {
            line.picking_id: line.reason
            for line in run.line_ids
            if line.result != "done"
        }

    def _get_listed(self):
        """Return what the worker finds in the work list."""
        action = self.env.ref("ecommerce_order_flow.ecommerce_to_ship_action")
        domain = Domain(safe_eval(action.domain))
        return self.env["stock.picking"].with_user(self.worker).search(domain)


@tagged("post_install", "-at_install")
class TestWorkList(WorkListCommon):
    """The work list shows each parcel at the step that is next, and what blocks it."""

    # === WHAT IS LISTED === #

    def test_confirmed_order_is_listed(self):
        order = self._create_paid_order()

        self.assertIn(order.picking_ids, self._get_listed())

    def test_parcel_has_one_row_in_three_steps(self):
        self._set_delivery_steps("pick_pack_ship")
        order = self._create_paid_order()
        steps = []
        while transfer := self._get_listed() & order.picking_ids:
            self.assertEqual(len(transfer), 1)
            steps.append(transfer.shipping_step)
            transfer.action_shipping_next()

        self.assertEqual(steps, ["pick", "pack", "ship"])

    def test_shipped_order_is_not_listed(self):
        order = self._create_paid_order()
        self._do_transfer(order)

        self.assertFalse(self._get_listed() & order.picking_ids)

    def test_backend_order_is_not_listed(self):
        order = self._create_confirmed_order(website_id=False)

        self.assertNotIn(order.picking_ids, self._get_listed())

    def test_return_is_not_listed(self):
        order = self._create_paid_order()
        self._do_transfer(order)
        transfer = self._create_return(order)

        self.assertNotIn(transfer, self._get_listed())

    def test_transfer_that_waits_for_another_is_not_listed(self):
        """Where all transfers of an order are made at once, as in older warehouses."""
        self._set_delivery_steps("pick_ship")
        order = self._create_paid_order()
        self._do_transfer(order)
        shipping = self._get_open_transfer(order)
        waiting = shipping.copy(
            {"move_ids": [Command.create(shipping.move_ids.copy_data()[0])]}
        )
        waiting.move_ids.move_orig_ids = shipping.move_ids
        waiting.action_confirm()

        self.assertEqual(waiting.state, "waiting")
        self.assertNotIn(waiting, self._get_listed())

    def test_other_company_is_not_listed(self):
        order = self._create_paid_order()
        other = self.env["res.company"].create({"name": "Another"})
        self.worker.write(
            {"company_ids": [Command.set(other.ids)], "company_id": other}
        )

        self.assertFalse(self._get_listed().filtered(lambda p: p in order.picking_ids))

    def test_goods_have_quantities(self):
        order = self._create_paid_order()

        [product] = self._get_transfers(order).shipping_goods["products"]
        self.assertEqual((product["id"], product["quantity"]), (self.goods.id, 2.0))

    # === WHAT BLOCKS === #

    def test_reserved_transfer_is_free(self):
        transfer = self._get_transfers(self._create_paid_order())

        self.assertFalse(transfer.shipping_blocker)
        self.assertEqual(transfer.shipping_next_step, "ship")

    def test_hold_blocks(self):
        order = self._create_paid_order()
        order._hold("fraud", "Odd address")
        transfer = self._get_transfers(order)

        self.assertEqual(transfer.shipping_blocker, "hold")
        self.assertIn("Odd address", transfer.shipping_blocker_reason)

    def test_missing_payment_blocks(self):
        transfer = self._get_transfers(self._create_confirmed_order())

        self.assertEqual(transfer.shipping_blocker, "payment")

    def test_payment_on_its_way_does_not_block(self):
        order = self._create_order()
        self._pay(order, state="pending")
        order.action_confirm()

        self.assertFalse(self._get_transfers(order).shipping_blocker)

    def test_payment_after_delivery_does_not_block(self):
        terms = self.env.ref("account.account_payment_term_30days")
        order = self._create_confirmed_order(payment_term_id=terms.id)

        self.assertFalse(self._get_transfers(order).shipping_blocker)

    def test_refunded_order_is_blocked(self):
        order = self._create_order()
        tx = self._pay(order)
        self._refund(tx)
        transfer = self._get_transfers(order)

        self.assertEqual(transfer.shipping_blocker, "payment")
        self.assertIn("cancel the order", transfer.shipping_blocker_reason)

    def test_missing_address_parts_block(self):
        order = self._create_paid_order()
        self.partner.write({"street": False, "city": False})
        transfer = self._get_transfers(order)

        self.assertEqual(transfer.shipping_blocker, "address")
        self.assertIn("Street and City", transfer.shipping_blocker_reason)

    def test_missing_stock_blocks(self):
        order = self._create_paid_order(quantity=101.0)
        transfer = self._get_transfers(order)

        self.assertEqual(transfer.shipping_blocker, "stock")
        self.assertIn("Lantern (1 Units)", transfer.shipping_blocker_reason)

    # === ONE TRANSFER === #

    def test_next_step_reserves_first(self):
        order = self._create_paid_order()
        transfer = self._get_transfers(order)
        transfer.do_unreserve()

        self.assertEqual(transfer.shipping_next_step, "reserve")
        transfer.action_shipping_next()
        self.assertEqual(transfer.state, "assigned")

    def test_next_step_ships(self):
        order = self._create_paid_order()
        transfer = self._get_transfers(order)
        transfer.action_shipping_next()

        self.assertEqual(transfer.state, "done")
        self.assertEqual(order.fulfillment_status, "shipped")

    def test_next_step_says_what_blocks(self):
        order = self._create_paid_order()
        order._hold("fraud")

        with self.assertRaisesRegex(UserError, "On hold"):
            self._get_transfers(order).action_shipping_next()

    def test_next_step_asks_about_a_part(self):
        order = self._create_paid_order(quantity=101.0)

        action = self._get_transfers(order).action_shipping_next()
        self.assertEqual(action["res_model"], "stock.backorder.confirmation")

    def test_next_step_of_a_done_transfer_says_so(self):
        order = self._create_paid_order()
        transfer = self._get_transfers(order)
        self._do_transfer(order)

        with self.assertRaisesRegex(UserError, "is done already"):
            transfer.action_shipping_next()

    def test_next_step_asks_for_serial_numbers(self):
        order = self._create_order_of_serial_goods()
        transfer = self._get_transfers(order)

        action = transfer.action_shipping_next()
        self.assertEqual((action["res_model"], action["res_id"]), self._ref(transfer))
        self.assertEqual(transfer.shipping_blocker, "lot")

    def _create_order_of_serial_goods(self):
        """Return an order of goods that are in stock without serial numbers."""
        goods = self._create_product(
            name="Watch", list_price=50.0, taxes_id=False, tracking="none"
        )
        self._add_product_qty_to_wh(goods.id, 5, self.warehouse.lot_stock_id.id)
        order = self._create_paid_order(product=goods, quantity=1.0)
        self.env.cr.execute(
            "UPDATE product_template SET tracking = 'serial' WHERE id = %s",
            [goods.product_tmpl_id.id],
        )
        self.env.invalidate_all()
        return order

    def _ref(self, record):
        return record._name, record.id

    # === SCANNING === #

    def _scan(self, barcode):
        return (
            self.env["stock.picking"]
            .with_user(self.worker)
            .action_open_barcode(barcode)
        )

    def test_scanned_transfer_opens(self):
        transfer = self._get_transfers(self._create_paid_order())

        self.assertEqual(self._scan(transfer.name)["res_id"], transfer.id)

    def test_scanned_order_opens_its_open_transfer(self):
        order = self._create_paid_order()
        self._do_transfer(order, quantity=1.0)

        self.assertEqual(
            self._scan(order.name)["res_id"], self._get_open_transfer(order).id
        )

    def test_scanned_package_opens_its_transfer(self):
        transfer = self._get_transfers(self._create_paid_order())
        transfer.with_context(from_package_wizard=True).action_put_in_pack()
        package = transfer.move_line_ids.result_package_id

        self.assertEqual(self._scan(package.name)["res_id"], transfer.id)

    def test_unknown_barcode_is_said(self):
        action = self._scan("4006381333931")

        self.assertEqual(action["tag"], "display_notification")
        self.assertIn("4006381333931", action["params"]["message"])

    def test_pattern_is_no_barcode(self):
        self._create_paid_order()

        self.assertEqual(self._scan("WH%")["tag"], "display_notification")

    def test_backend_transfer_is_no_web_order(self):
        order = self._create_confirmed_order(website_id=False)

        self.assertEqual(
            self._scan(order.picking_ids.name)["tag"], "display_notification"
        )

    def test_form_opens_for_warehouse_people(self):
        order = self._create_paid_order()

        with Form(self._get_transfers(order)) as form:
            self.assertEqual(form.origin, order.name)


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

        self.assertIn("switched off", self._get_problems(run)[transfer])

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

        self.assertIn("is to pick first", self._get_problems(run)[transfer])
        self.assertEqual(transfer.state, "assigned")

    def test_reserve(self):
        orders = self._create_orders(2)
        transfers = self._get_transfers(orders)
        transfers.do_unreserve()

        self._run("reserve", transfers)

        self.assertEqual(transfers.mapped("state"), ["assigned"] * 2)

    def test_several_warehouses(self):
        other = self.env["stock.warehouse"].create({"name": "Other", "code": "OTH"})
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
        orders[1]._hold("fraud", "Odd address")

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

        self.assertIn("is done already", self._get_problems(run)[transfer])

    def test_cancelled_order_is_said(self):
        order = self._create_paid_order()
        transfer = self._get_transfers(order)
        order._action_cancel()

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
        quant = self.env["stock.quant"].search(
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

        run.with_user(self.worker).action_go_in_part()

        self.assertEqual(order.fulfillment_status, "partially_shipped")
        self.assertEqual(self._get_open_transfer(order).move_ids.product_uom_qty, 1.0)

    def test_part_of_an_order_that_goes_at_once_waits(self):
        order = self._create_paid_order(quantity=101.0, picking_policy="one")

        run = self._run("ship", self._get_transfers(order))

        self.assertFalse(run.can_go_in_part)
        self.assertEqual(order.fulfillment_status, "to_ship")

    def test_part_that_is_picked_needs_a_person(self):
        order = self._create_paid_order()
        order.order_line.copy(
            {"order_id": order.id, "product_id": self._add_goods().id}
        )
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
        visitor = new_test_user(self.env, login="visitor", groups="base.group_user")

        with self.assertRaises(AccessError):
            order.picking_ids.with_user(visitor).action_shipping_ship()

    # === IN THE BACKGROUND === #

    def _start_in_background(self, transfers):
        self.patch(
            self.env.registry["ecommerce.shipping.run"],
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
        orders[1]._hold("fraud")
        run = self._start_in_background(self._get_transfers(orders))

        self._run_step("run_shipping")

        self.assertEqual(run.line_ids.mapped("result"), ["done", "skipped", "done"])
        self.assertEqual(run.progress, 100)

    def test_automation_has_the_rights_of_whoever_started_it(self):
        order = self._create_paid_order()
        self._start_in_background(self._get_transfers(order))

        self._run_step("run_shipping")

        self.assertEqual(order.picking_ids.write_uid, self.worker)

    def test_old_runs_are_forgotten(self):
        run = self._run("ship", self._get_transfers(self._create_paid_order()))
        self.env.cr.execute(
            "UPDATE ecommerce_shipping_run SET create_date = %s WHERE id = %s",
            ["2020-01-01", run.id],
        )
        run.invalidate_recordset()

        self.env["ecommerce.shipping.run"].sudo()._gc_runs()

        self.assertFalse(run.exists())

    def _use_packages(self):
        self.env.ref("base.group_user").implied_ids |= self.env.ref(
            "stock.group_tracking_lot"
        )
