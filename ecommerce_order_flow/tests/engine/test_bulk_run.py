from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import tagged

from ..common import OrderFlowCommon


@tagged("post_install", "-at_install")
class TestBulkRun(OrderFlowCommon):
    """Runs and their results are made by buttons only."""

    def test_salespeople_cannot_have_others_orders_invoiced_by_a_run(self):
        order = self._create_confirmed_order()

        with self.assertRaises(AccessError):
            self.env["ecommerce.bulk.run"].create(
                {
                    "action": "invoice",
                    "line_ids": [Command.create({"order_id": order.id})],
                }
            )

    def test_nobody_changes_what_came_of_a_run(self):
        order = self._create_confirmed_order()
        self.env["ecommerce.bulk.run"]._start("cancel", order)
        line = self.env["ecommerce.bulk.run.line"].search([], limit=1)

        with self.assertRaises(AccessError):
            line.result = "queued"

    def test_a_run_is_its_starters(self):
        self.env["ecommerce.bulk.run"]._start("cancel", self._create_confirmed_order())

        run = self.env["ecommerce.bulk.run"].search([], limit=1)
        self.assertEqual(run.create_uid, self.staff)
        self.assertEqual(run.line_ids.result, "done")

    def test_salespeople_see_the_results_of_their_own_orders_only(self):
        seller = self._create_user("seller", "sales_team.group_sale_salesman")
        own = self._create_confirmed_order(user_id=seller.id)
        foreign = self._create_confirmed_order(user_id=self.staff.id)
        self.env["ecommerce.bulk.run"]._start("cancel", own | foreign)

        lines = self.env["ecommerce.bulk.run.line"].with_user(seller).search([])

        self.assertEqual(lines.order_id, own)

    def test_the_warehouse_sees_the_results_of_all_orders(self):
        worker = self._create_user("worker", "stock.group_stock_user")
        order = self._create_confirmed_order(user_id=self.staff.id)
        self.env["ecommerce.bulk.run"]._start("cancel", order)

        lines = self.env["ecommerce.bulk.run.line"].with_user(worker).search([])

        self.assertEqual(lines.sudo().order_id, order)

    def test_nobody_makes_another_run_of_one(self):
        self.env["ecommerce.bulk.run"]._start("cancel", self._create_confirmed_order())
        run = self.env["ecommerce.bulk.run"].search([], limit=1)
        worker = self._create_user("worker", "stock.group_stock_user")

        with self.assertRaises(AccessError):
            run.action = "invoice"
        with self.assertRaises(AccessError):
            run.with_user(worker).action = "invoice"

    def test_it_needs_the_right_to_change_the_records(self):
        order = self._create_confirmed_order()
        visitor = self._create_user("visitor", "base.group_user")

        with self.assertRaises(AccessError):
            self.env["ecommerce.bulk.run"].with_user(visitor)._start(
                "cancel", order.with_user(visitor)
            )
