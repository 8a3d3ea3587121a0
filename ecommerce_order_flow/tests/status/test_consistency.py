from odoo import fields
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import SQL

from .consistency_common import CODE, ConsistencyCommon


@tagged("post_install", "-at_install")
class TestConsistency(ConsistencyCommon):
    """What is stored and isn't what is computed is found, told and mended."""

    # === WHAT IS RIGHT === #

    def test_nothing_is_found_in_a_consistent_shop(self):
        cart = self._create_order()
        self._pay(self._create_order(), state="authorized")
        self._do_transfer(self._create_confirmed_order(), quantity=1.0)
        self._arrange(self._create_confirmed_order()).sudo()._action_cancel()
        self._create_other_order()

        self._check()

        self.assertEqual(cart.flow_stage, "cart")
        self.assertFalse(self._find())

    def test_nothing_is_written_on_an_order_that_is_right(self):
        self.env.flush_all()
        before = self._get_versions()

        self._check()

        self.assertEqual(self._get_versions(), before)

    def _get_versions(self):
        """Return where the rows are stored: each write moves them."""
        return self.env.execute_query(
            SQL(
                "SELECT ctid FROM sale_order WHERE id = %(order)s UNION ALL "
                "SELECT ctid FROM stock_picking WHERE sale_id = %(order)s",
                order=self.order.id,
            )
        )

    def test_less_than_a_cent_is_no_difference(self):
        self._corrupt(self.order, "amount_received", 100.001)

        self._check()

        self.assertFalse(self._find())

    def test_the_queue_is_empty_afterwards(self):
        self._check()

        self.assertFalse(self.env["ecommerce.consistency.check"].search([]))

    # === WHAT IS WRONG === #

    def _assert_mended(self, record, name, wrong):
        right = record[name]
        self.assertNotEqual(right, wrong)
        self._corrupt(record, name, wrong)

        self._check()

        found = self._find()
        self.assertEqual(found.mapped("field_name"), [name])
        self.assertEqual(found.order_id, self.order)
        self.assertEqual(record[name], right)

    def test_payment_status(self):
        self._assert_mended(self.order, "payment_status", "unpaid")

    def test_amount_received(self):
        self._assert_mended(self.order, "amount_received", 99.99)

    def test_amount_refunded(self):
        self._assert_mended(self.order, "amount_refunded", None)

    def test_fulfillment_status(self):
        self._assert_mended(self.order, "fulfillment_status", "to_ship")

    def test_return_status(self):
        self._assert_mended(self.order, "return_status", None)

    def test_flow_stage(self):
        self._assert_mended(self.order, "flow_stage", "cart")

    def test_invoicing_status(self):
        self._assert_mended(self.order, "invoicing_status", "nothing")

    def test_kind_of_customer(self):
        self._assert_mended(self.order, "is_business", not self.order.is_business)

    def test_mail_that_is_pending(self):
        self._assert_mended(self.order, "pending_notification", "cancellation")

    def test_step_of_a_transfer(self):
        transfer = self.order.sudo().picking_ids.filtered("shipping_step")
        self._assert_mended(transfer, "shipping_step", "pack")

    def test_put_back_that_was_taken_for_a_step(self):
        self._set_delivery_steps("pick_ship")
        self.order = self._create_confirmed_order()
        self._do_transfer(self.order)
        self.order.order_line.product_uom_qty = 1.0
        shelves = self.warehouse.lot_stock_id
        put_back = self.order.sudo().picking_ids.filtered(
            lambda transfer: transfer.location_dest_id == shelves
        )

        self._assert_mended(put_back, "shipping_step", "pick")

    def test_day_of_delivery(self):
        self._assert_mended(self.order, "delivered_on", fields.Date.to_date("2020-2-2"))

    def test_two_that_follow_from_each_other_are_both_found(self):
        stage = self.order.flow_stage
        self._corrupt(self.order, "payment_status", "unpaid")
        self._corrupt(self.order, "flow_stage", "cart")

        self._check()

        names = self._find().mapped("field_name")
        self.assertCountEqual(names, ["payment_status", "flow_stage"])
        self.assertEqual(self.order.flow_stage, stage)

    def test_what_follows_from_a_wrong_value_is_not_taken_for_wrong(self):
        self._corrupt(self.order, "payment_status", "unpaid")

        self._check()

        self.assertEqual(self._find().mapped("field_name"), ["payment_status"])

    def test_orders_of_two_companies_are_mended_in_one_night(self):
        other_order = self._create_other_order().sudo()
        self._corrupt(self.order, "payment_status", "unpaid")
        self._corrupt(other_order, "flow_stage", "done")

        self._check_sample()

        self.assertEqual(self.order.payment_status, "partially_refunded")
        self.assertEqual(other_order.flow_stage, "cart")

    def test_who_checks_one_company_leaves_the_other_alone(self):
        other_order = self._create_other_order().sudo()
        self._corrupt(self.order, "payment_status", "unpaid")
        self._corrupt(other_order, "flow_stage", "done")

        self._check()

        self.assertEqual(self.order.payment_status, "partially_refunded")
        self.assertEqual(other_order.flow_stage, "done")

    def test_what_was_found_is_told_to_its_company_only(self):
        other_order = self._create_other_order().sudo()
        self._corrupt(self.order, "payment_status", "unpaid")
        self._corrupt(other_order, "flow_stage", "done")
        manager = self._create_user(
            "other",
            self.staff_groups,
            company_id=self.other_company.id,
            company_ids=[Command.set(self.other_company.ids)],
        )

        self._check_sample()

        found = self._find()
        self.assertEqual(found.order_id, self.order)
        self.assertEqual(
            found.with_user(manager).search([]).order_id.id, other_order.id
        )

    # === WHAT IS TOLD === #

    def test_it_is_told_as_people_write_it(self):
        self._corrupt(self.order, "payment_status", "unpaid")
        self._corrupt(self.order, "amount_received", 12.5)

        self._check()

        by_name = {it.field_name: it for it in self._find()}
        status, amount = by_name["payment_status"], by_name["amount_received"]
        self.assertEqual(status.record_name, self.order.name)
        self.assertEqual(status.field_label, "Payment Status")
        self.assertEqual(status.stored_value, "Unpaid")
        self.assertEqual(status.right_value, "Partially Refunded")
        self.assertEqual(amount.stored_value, self.order._format_money(12.5))

    def test_it_is_told_in_the_language_of_whoever_reads_it(self):
        self.world["res.lang"]._activate_lang("de_DE")
        self._corrupt(self.order, "amount_received", 12.5)
        self._check()

        found = self._find()

        self.assertIn("12.50", found.stored_value)
        self.assertIn("12,50", found.with_context(lang="de_DE").stored_value)

    def test_a_transfer_is_told_with_its_order(self):
        transfer = self.order.sudo().picking_ids.filtered("shipping_step")
        self._corrupt(transfer, "shipping_step", "pack")

        self._check()

        self.assertEqual(self._find().record_name, transfer.name)
        self.assertEqual(self._find().order_id, self.order)

    def test_a_finding_opens_its_order(self):
        self._corrupt(self.order, "payment_status", "unpaid")
        self._check()

        action = self._find().action_open_order()

        self.assertEqual(action["res_model"], "sale.order")
        self.assertEqual(action["res_id"], self.order.id)

    def test_the_automation_counts_what_was_found(self):
        self._corrupt(self.order, "payment_status", "unpaid")
        self._check()

        step = self.env["ecommerce.automation"]._find(CODE).with_user(self.staff)
        action = step.action_show_inconsistencies()
        self.assertEqual(step.inconsistency_count, 1)
        self.assertEqual(action["res_model"], "ecommerce.inconsistency")

    def test_it_is_forgotten_after_weeks(self):
        self._corrupt(self.order, "payment_status", "unpaid")
        self._check()
        found = self._find().sudo()
        self._corrupt(
            found,
            "create_date",
            fields.Datetime.subtract(fields.Datetime.now(), weeks=9),
        )

        found._gc_old_inconsistencies()

        self.assertFalse(found.exists())
