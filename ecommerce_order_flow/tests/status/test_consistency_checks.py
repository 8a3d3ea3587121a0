from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..common import RUNNER
from .consistency_common import CODE, ConsistencyCommon


@tagged("post_install", "-at_install")
class TestConsistencyChecks(ConsistencyCommon):
    """Which orders are checked, when, and who may have it done."""

    # === WHAT IS CHECKED === #

    def test_new_fields_are_checked_without_being_named(self):
        check = self.env["ecommerce.consistency.check"]

        for model in ("sale.order", "stock.picking"):
            checked = {field.name for field in check._get_fields(model)}
            stored = {
                name
                for name, field in self.env[model]._fields.items()
                if field.store
                and field.compute
                and field.readonly
                and field._module == "ecommerce_order_flow"
            }
            settled = {
                name
                for name in stored
                if f"{model}.{name}" in check._get_settled_fields()
            }
            self.assertEqual(checked, stored - settled)
            self.assertTrue(checked)

    def test_what_was_promised_stays_when_settings_change(self):
        self.warehouse.handling_days += 5

        self._check()

        self.assertFalse(self._find())

    def test_orders_from_before_the_automations_are_left_alone(self):
        self.website.automations_since = fields.Datetime.add(
            fields.Datetime.now(), days=1
        )
        self._corrupt(self.order, "payment_status", "unpaid")

        self._check()

        self.assertEqual(self.order.payment_status, "unpaid")

    def test_orders_of_no_shop_are_left_alone(self):
        order = self._create_order(website_id=False)
        self._corrupt(order, "flow_stage", "cart")

        self._check()

        self.assertEqual(order.flow_stage, "cart")

    # === WHEN === #

    def test_each_night_a_sample_is_checked(self):
        self._corrupt(self.order, "payment_status", "unpaid")

        self._check_sample()

        self.assertEqual(self._find().order_id, self.order)

    def test_an_order_is_queued_once(self):
        check = self.env["ecommerce.consistency.check"].sudo()

        check._queue_sample()
        check._queue_all(self.env.companies)

        queued = check.search([("order_id", "=", self.order.id)])
        self.assertEqual(len(queued), 1)

    def test_no_sample_is_taken_while_the_automation_is_off(self):
        self.env["ecommerce.automation"].sudo()._find(CODE).active = False
        check = self.env["ecommerce.consistency.check"].sudo()

        check._cron_queue_sample()

        self.assertFalse(check.search([]))

    def test_the_button_says_how_many_orders_are_checked(self):
        count = self.world["sale.order"].search_count(
            [("website_id", "!=", False), ("company_id", "in", self.env.companies.ids)]
        )

        self.assertIn(f"background: {count}.", self._check())

    def test_the_button_asks_for_the_automation_that_is_off(self):
        step = self.env["ecommerce.automation"]._find(CODE).with_user(self.staff)
        step.active = False

        with self.assertRaises(UserError):
            step.action_check_consistency()

    # === RIGHTS === #

    def test_salespeople_neither_check_nor_read_what_was_found(self):
        seller = self._create_user("seller", "sales_team.group_sale_salesman_all_leads")
        self._corrupt(self.order, "payment_status", "unpaid")
        self._check()
        found, step = self._find(), self.env["ecommerce.automation"]._find(CODE)

        with self.assertRaises(AccessError):
            step.with_user(seller).action_check_consistency()
        with self.assertRaises(AccessError):
            found.with_user(seller).read(["stored_value"])
        self.assertEqual(step.with_user(seller).backlog, 0)

    def test_nobody_writes_findings_or_queues_orders_by_hand(self):
        self._corrupt(self.order, "payment_status", "unpaid")
        self._check()

        with self.assertRaises(AccessError):
            self._find().right_raw = "paid"
        with self.assertRaises(AccessError):
            self.env["ecommerce.consistency.check"].create({"order_id": self.order.id})

    # === FAILURES === #

    def test_an_order_that_cannot_be_checked_stops_no_other(self):
        bad_order = self._create_confirmed_order()
        self._corrupt(self.order, "payment_status", "unpaid")
        check = self.env.registry["ecommerce.consistency.check"]
        mend, error = check._mend, UserError("Broken")

        def fail_with_bad_order(checks, orders):
            if bad_order in orders:
                raise error
            return mend(checks, orders)

        self.patch(check, "_mend", fail_with_bad_order)
        with self.assertLogs(RUNNER):
            self._check()

        self.assertEqual(self._find().order_id, self.order)
        failures = self.env["ecommerce.failure"].search([("reason", "=", "Broken")])
        self.assertEqual(failures.order_id, bad_order)
