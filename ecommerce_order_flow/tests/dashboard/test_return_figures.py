from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import tagged

from ..returns.returns_common import ReturnsCommon


@tagged("post_install", "-at_install")
class TestReturnFigures(ReturnsCommon):
    """What comes back, why, from which supplier, and what it costs."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.boss = cls._create_user("boss", "sales_team.group_sale_manager")
        cls.figures = cls.env["ecommerce.return.line"].with_user(cls.boss)
        cls.maker = cls.env["res.partner"].create({"name": "Lamp Works"})
        cls.goods.seller_ids = [Command.create({"partner_id": cls.maker.id})]
        cls.wrong = cls.env.ref("ecommerce_order_flow.ecommerce_return_reason_wrong")

    def _read(self, *groups):
        """Return the returned quantity and the refund of each group."""
        self.env.flush_all()
        rows = self.figures._read_group(
            [("order_line_id.product_id", "=", self.goods.id)],
            groups,
            ["received_quantity:sum", "refund_amount:sum"],
        )
        return {tuple(keys): (quantity, refund) for *keys, quantity, refund in rows}

    def _get_back(self, quantity=1.0, reason=None, **values):
        order = self._create_shipped_order(**values)
        case = self._ask(order, quantity, reason=str((reason or self.reason).id))
        self._receive(case)
        return case

    def _refund(self, case):
        case.action_refund()
        self._send()

    def test_by_reason_product_and_supplier(self):
        self._refund(self._get_back(2.0))
        self._get_back(reason=self.wrong)

        by_reason = self._read("reason_id")
        self.assertEqual(
            by_reason,
            {
                (self.reason.with_user(self.boss),): (2.0, 100.0),
                (self.wrong.with_user(self.boss),): (1.0, 0.0),
            },
        )
        self.assertEqual([*self._read("product_id").values()], [(3.0, 100.0)])
        ((supplier,),) = self._read("supplier_id")
        self.assertEqual(supplier, self.maker)

    def test_refund_is_shared_out_by_price_to_the_cent(self):
        self.policy.fee_amount = 10.0
        self.policy.days = 0
        self._arrange(self.partner).is_company = True
        torch = self._create_product(name="Torch", invoice_policy="order")
        self._add_product_qty_to_wh(torch.id, 100, self.warehouse.lot_stock_id.id)
        order = self._create_shipped_order(
            order_line=[
                Command.create(
                    {
                        "product_id": product.id,
                        "product_uom_qty": 1.0,
                        "price_unit": price,
                        "tax_ids": False,
                    }
                )
                for product, price in ((self.goods, 20.0), (torch, 10.0))
            ]
        )
        second = order.order_line[1:]
        case = self._ask(order, 1.0, **{f"quantity_{second.id}": "1"})
        self._receive(case)
        self._refund(case)

        amounts = case.line_ids.with_user(self.boss).mapped("refund_amount")
        self.assertEqual(amounts, [13.33, 6.67])
        self.assertEqual(sum(amounts), case.refund_ids.amount)

    def test_refused_refunds_cost_nothing(self):
        self._arrange(self.website.company_id).refund_limit = 10.0
        case = self._get_back()
        case.action_refund()
        self.assertEqual(case.refund_ids.state, "to_approve")
        case.refund_ids.action_refuse()

        self.assertEqual(case.line_ids.with_user(self.boss).refund_amount, 0.0)

    def test_parcel_costs_what_the_policy_says_if_the_shop_pays(self):
        self.policy.parcel_cost = 4.5
        own = self._get_back()
        ours = self._get_back(reason=self.wrong)

        costs = [case.line_ids.with_user(self.boss).parcel_cost for case in (own, ours)]
        self.assertEqual(costs, [0.0, 4.5])

    def test_parcel_that_never_came_costs_nothing(self):
        self.policy.parcel_cost = 4.5
        order = self._create_shipped_order()
        case = self._ask(order, reason=str(self.wrong.id))
        case.action_cancel()

        self.assertEqual(case.line_ids.with_user(self.boss).parcel_cost, 0.0)

    def test_scrapped_products_lose_their_cost(self):
        self._arrange(self.goods).standard_price = 12.0
        case = self._get_back(2.0)
        wizard = self.env["ecommerce.return.inspection"].create({"return_id": case.id})
        wizard.line_ids.write({"condition": "damaged", "destination": "scrap"})
        wizard.action_inspect()

        self.assertEqual(case.line_ids.with_user(self.boss).lost_value, 24.0)

    def test_amounts_are_for_managers_and_accountants(self):
        line = self._get_back().line_ids
        amounts = ["refund_amount", "parcel_cost", "lost_value"]
        accountant = self._create_user("accountant", "account.group_account_invoice")
        line.with_user(accountant).read(amounts)
        for groups in ("stock.group_stock_user", "sales_team.group_sale_salesman"):
            user = self._create_user(groups.split(".")[1], groups)
            with self.assertRaises(AccessError):
                line.with_user(user).read(amounts)

    def test_nothing_of_other_companies(self):
        self._get_back()
        company = self.world["res.company"].create({"name": "Other"})
        stranger = self._create_user(
            "stranger",
            "sales_team.group_sale_manager",
            company_id=company.id,
            company_ids=company.ids,
        )

        self.assertFalse(self.figures.with_user(stranger).search([]))
