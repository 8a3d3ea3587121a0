from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import Form, tagged

from .work_list_common import WorkListCommon


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
        other = self.world["res.company"].create({"name": "Another"})
        self.staff.write({"company_ids": [Command.set(other.ids)], "company_id": other})

        self.assertFalse(self._get_listed() & self._arrange(order).picking_ids)

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
        self._arrange(order)._hold("fraud", "Odd address")
        transfer = self._get_transfers(order)

        self.assertEqual(transfer.shipping_blocker, "hold")
        self.assertIn("Odd address", transfer.shipping_blocker_reason)

    def test_missing_payment_blocks(self):
        transfer = self._get_transfers(self._create_confirmed_order())

        self.assertEqual(transfer.shipping_blocker, "payment")

    def test_payment_on_its_way_does_not_block(self):
        order = self._create_order()
        self._pay(order, state="pending")
        self._arrange(order).action_confirm()

        self.assertFalse(self._get_transfers(order).shipping_blocker)

    def test_payment_on_its_way_blocks_after_another_one_lapsed(self):
        order = self._create_order()
        self._pay(order, state="pending")
        authorization = self._pay(order, state="authorized")
        transfer = self._get_transfers(order)
        self.assertFalse(transfer.shipping_blocker)

        authorization._set_canceled()
        self.env.invalidate_all()

        self.assertEqual(order.payment_status, "pending")
        self.assertEqual(transfer.shipping_blocker, "payment")

    def test_payment_after_delivery_does_not_block(self):
        terms = self.world.ref("account.account_payment_term_30days")
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
        self.assertIn("Lantern (1 pc.)", transfer.shipping_blocker_reason)

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
        self._arrange(order)._hold("fraud")

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

        with self.assertRaisesRegex(UserError, "is already done"):
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
        goods.tracking = "serial"
        return order

    def _ref(self, record):
        return record._name, record.id

    # === SCANNING === #

    def _scan(self, barcode):
        return self.env["stock.picking"].action_open_barcode(barcode)

    def test_scanned_transfer_opens(self):
        transfer = self._get_transfers(self._create_paid_order())

        self.assertEqual(self._scan(transfer.name)["res_id"], transfer.id)

    def test_scanned_order_opens_its_open_transfer(self):
        order = self._create_paid_order()
        self._do_transfer(order, quantity=1.0)

        self.assertEqual(
            self._scan(order.name)["res_id"], self._get_open_transfer(order).id
        )

    def test_patterns_are_no_barcodes(self):
        self._create_paid_order()

        for barcode in ("%", "_________", "WH%", "\x00", ""):
            action = self._scan(barcode)
            self.assertEqual(action["tag"], "display_notification", barcode)

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
