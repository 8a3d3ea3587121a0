from odoo.exceptions import AccessError
from odoo.tests import tagged

from .returns_common import ReturnsCommon


@tagged("post_install", "-at_install")
class TestReturnRights(ReturnsCommon):
    """Who sees and handles returns."""

    def setUp(self):
        super().setUp()
        self.policy.is_approved_automatically = False
        self.order = self._create_shipped_order()
        self.case = self._ask(self.order)

    def test_salespeople_handle_their_own_orders(self):
        seller = self._create_user("seller", "sales_team.group_sale_salesman")
        self._arrange(self.order).user_id = seller
        case = self.case.with_user(seller)

        case.action_approve()

        self.assertEqual(case.state, "approved")

    def test_salespeople_do_not_see_those_of_others(self):
        seller = self._create_user("seller", "sales_team.group_sale_salesman")
        self._arrange(self.order).user_id = self.staff

        self.assertFalse(self.env["ecommerce.return"].with_user(seller).search([]))
        with self.assertRaises(AccessError):
            self.case.with_user(seller).action_approve()

    def test_nobody_writes_cases(self):
        boss = self._create_user("boss", "sales_team.group_sale_manager")

        with self.assertRaises(AccessError):
            self.case.with_user(boss).write({"decision": "approved"})
        with self.assertRaises(AccessError):
            self.case.with_user(boss).line_ids.write({"approved_quantity": 1.0})

    def test_warehouse_receives_and_inspects_but_does_not_decide(self):
        worker = self._create_user("worker", "stock.group_stock_user")
        with self.assertRaises(AccessError):
            self.case.with_user(worker).action_approve()

        self.case.action_approve()
        transfer = self._arrange(self.case).transfer_ids.with_user(worker)
        transfer.move_ids.picked = True
        transfer.button_validate()
        self.assertEqual(self.case.with_user(worker).state, "received")

        self._inspect(self.case, accepted=1.0, user=worker)
        self.assertTrue(self.case.is_inspected)

    def test_other_companies_do_not_see_them(self):
        company = self.world["res.company"].create({"name": "Other"})
        stranger = self._create_user(
            "stranger",
            "sales_team.group_sale_manager",
            company_id=company.id,
            company_ids=company.ids,
        )

        self.assertFalse(self.env["ecommerce.return"].with_user(stranger).search([]))
        with self.assertRaises(AccessError):
            self.case.with_user(stranger).read(["name"])

    def test_customers_see_none_but_on_their_pages(self):
        user = self._create_user("customer", "base.group_portal")

        with self.assertRaises(AccessError):
            self.case.with_user(user).read(["name"])
        with self.assertRaises(AccessError):
            self.env["ecommerce.return.reason"].with_user(user).search([])

    def test_salespeople_talk_about_cases(self):
        note = "Called the customer"
        self.case.message_post(body=note)

        self.assertIn(note, self.case.message_ids[0].body)

    def test_scanned_number_opens_the_return_that_one_may_read(self):
        worker = self._create_user("worker", "stock.group_stock_user")
        cases = self.env["ecommerce.return"].with_user(worker)

        action = cases.action_open_barcode(f" {self.case.name.lower()} ")
        self.assertEqual(action["res_id"], self.case.id)
        for number in ("%", "S00000/RET1", "", "\x00"):
            action = cases.action_open_barcode(number)
            self.assertEqual(action["type"], "ir.actions.client")

    def test_slip_shows_number_code_products_and_address(self):
        report = self.env["ir.actions.report"].sudo()
        html, _type = report._render_qweb_html(
            "ecommerce_order_flow.report_return_slip", self.case.ids
        )
        text = html.decode()

        for part in (self.case.name, self.goods.name, "data:image/png;base64"):
            self.assertIn(part, text)
        self.assertIn(self.order.company_id.name, text)

    def test_only_managers_write_policies(self):
        seller = self._create_user("seller", "sales_team.group_sale_salesman")
        with self.assertRaises(AccessError):
            self.policy.with_user(seller).days = 30

        boss = self._create_user("boss", "sales_team.group_sale_manager")
        self.policy.with_user(boss).days = 30
        self.assertEqual(self.policy.days, 30)
