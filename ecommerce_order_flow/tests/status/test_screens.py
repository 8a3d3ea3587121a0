"""Lists, menus and colors of orders."""

from datetime import timedelta

from lxml import etree

from odoo import fields
from odoo.tests import tagged
from odoo.tools.safe_eval import safe_eval

from ..common import OrderFlowCommon

STATUSES = ("flow_stage", "payment_status", "fulfillment_status", "return_status")
MOST_ENTRIES = 5


@tagged("post_install", "-at_install")
class TestScreens(OrderFlowCommon):
    staff_groups = (
        "sales_team.group_sale_manager,stock.group_stock_manager,"
        "account.group_account_manager,base.group_system"
    )

    def test_menu_of_orders_is_short(self):
        entries = self._get_entries("website_sale.menu_orders")

        self.assertLessEqual(len(entries), MOST_ENTRIES, entries)
        self.assertIn("Orders", entries)

    def test_moved_menus_are_under_reporting(self):
        entries = self._get_entries("ecommerce_order_flow.ecommerce_reporting_menu")

        self.assertLessEqual({"Unpaid Orders", "Abandoned Carts", "Customers"}, entries)

    def _get_entries(self, xmlid):
        menus = self.env["ir.ui.menu"].load_menus(False)
        children = menus[self.env.ref(xmlid).id]["children"]
        return {menus[child]["name"] for child in children}

    def test_orders_open_with_all_placed_orders(self):
        cart = self._create_order()
        paid = self._create_order()
        self._report_done(self._create_tx(paid))
        confirmed = self._create_confirmed_order()
        other = self._create_confirmed_order(website_id=False)
        orders = cart + paid + confirmed + other

        self.assertEqual(
            self._filter("order_confirmed", orders), paid + confirmed + other
        )

    def test_board_opens_with_open_orders_and_those_done_lately(self):
        cart = self._create_order()
        to_ship = self._create_confirmed_order()
        done, done_long_ago = self._create_done_order(), self._create_done_order()
        month_ago = fields.Datetime.now() - timedelta(days=31)
        self._arrange(to_ship + done_long_ago).date_order = month_ago
        orders = cart + to_ship + done + done_long_ago

        self.assertEqual(self._filter("open_or_recent", orders), to_ship + done)

    def _create_done_order(self):
        order = self._create_confirmed_order()
        self._pay(order)
        self._do_transfer(order)
        self._invoice(order)
        self.assertEqual(order.flow_stage, "done")
        return order

    def test_board_counts_planned_activities_by_column(self):
        planned, other = self._create_confirmed_order(), self._create_confirmed_order()
        self._arrange(planned).activity_schedule("mail.mail_activity_data_todo")
        bar = {"field": "activity_state", "colors": {"today": "warning", "late": ""}}

        counts = self.env["sale.order"].read_progress_bar(
            [("id", "in", (planned + other).ids)], "flow_stage", bar
        )

        self.assertEqual(counts, {"to_ship": {"today": 1, "late": 0}})

    def _filter(self, name, orders):
        """Return the orders that a filter of the list of web orders shows."""
        view = self.env.ref("website_sale.view_sales_order_filter_ecommerce")
        arch = self.env["sale.order"].get_view(view.id, "search")["arch"]
        [domain] = self._find(arch, f"//filter[@name='{name}']/@domain")
        return orders.filtered_domain(safe_eval(domain))

    def test_statuses_of_orders_are_shown_as_one_kind_of_badge(self):
        for view in self._get_status_views():
            for node in self._find(view.arch_db, "//field[@widget]"):
                if node.get("name") in STATUSES:
                    self.assertEqual(node.get("widget"), "ecommerce_status", view.name)

    def test_only_late_orders_are_red(self):
        for view in self._get_status_views():
            for node in self._find(view.arch_db, "//*[@decoration-danger]"):
                self.assertEqual(node.get("decoration-danger"), "is_late", view.name)

    def _get_status_views(self):
        views = self.world["ir.ui.view"].search([("model", "=", "sale.order")])
        return views.filtered(
            lambda view: view.xml_id.startswith("ecommerce_order_flow.")
        )

    def test_cards_show_the_stage_instead_of_odoos_state(self):
        arch = self.env["sale.order"].get_view(view_type="kanban")["arch"]

        [state] = self._find(arch, "//field[@name='state']")
        self.assertEqual(state.get("invisible"), "flow_stage")
        self.assertTrue(self._find(arch, "//templates//field[@name='flow_stage']"))

    def _find(self, arch, path):
        return etree.fromstring(arch).xpath(path)
