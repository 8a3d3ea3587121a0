from odoo.fields import Command
from odoo.tests import tagged

from .fee_cases import read_cases
from .returns_common import ReturnsCommon


@tagged("post_install", "-at_install")
class TestReturnFees(ReturnsCommon):
    """Fees are what the customer was told, in the books and in the refund."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.partner.is_company = True
        cls.policy.days = 0
        cls.wrong = cls.env.ref("ecommerce_order_flow.ecommerce_return_reason_wrong")

    # === THE TABLE === #

    def test_cases(self):
        self._play_all(read_cases())

    def _play(self, row):
        self._arrange(self.policy).write(
            {
                "fee_percentage": row.percentage,
                "fee_amount": row.amount,
                "refund_at": "inspection"
                if row.returned[0][0] != row.returned[0][1]
                else "receipt",
            }
        )
        order = self._prepare(row.order)
        case = self._ask(order, self._count(row), **self._fill_rest(order, row))
        for number, (received, accepted) in enumerate(row.returned, start=1):
            self._receive(case, received)
            if received != accepted:
                self._inspect(case, accepted)
            case.action_refund()
            self._send()
            self.assertEqual(len(case.refund_ids), number)
        self._compare(row, order, case)

    def _count(self, row):
        return sum(received for received, _accepted in row.returned)

    def _fill_rest(self, order, row):
        """Return what else is in the form: the second line, and the reason."""
        form = {
            f"quantity_{line.id}": f"{line.product_uom_qty:g}"
            for line in order.order_line[1:]
            if "second" in row.order
        }
        return {**form, "reason": str(self.wrong.id) if "reason" in row.order else ""}

    def _prepare(self, words):
        values = [self._prepare_line(words.get("tax"), words.get("included"))]
        if "second" in words:
            values.append(self._prepare_line(words["second"]))
        if "coupon" in words:
            values.append(
                {
                    "product_id": self.service.id,
                    "product_uom_qty": 1.0,
                    "price_unit": -words["coupon"],
                    "tax_ids": False,
                }
            )
        self._arrange(self.partner).is_company = "consumer" not in words
        order = self._create_order(order_line=[Command.create(it) for it in values])
        self._pay(order)
        self._do_transfer(order)
        if "uninvoiced" not in words:
            self._invoice(order)
            self._match(order)
        if "consumer" in words:
            self._deliver(order, days_ago=int(words["consumer"]))
        return order

    def _prepare_line(self, rate=None, included=None):
        world = self.world["account.tax"]
        taxes = world
        if rate or included:
            taxes = type(self)._create_tax(rate or included, bool(included))
        return {
            "product_id": self.goods.id,
            "product_uom_qty": 2.0,
            "price_unit": 50.0,
            "tax_ids": [Command.set(taxes.ids)],
        }

    def _compare(self, row, order, case):
        refunds = case.refund_ids.sorted("id")
        notes = refunds.sudo().credit_note_ids
        self.assertEqual(refunds.mapped("amount"), row.refunds)
        self.assertAlmostEqual(sum(notes.mapped("amount_tax")), row.tax)
        if "uninvoiced" not in row.order:
            self.assertAlmostEqual(sum(notes.mapped("amount_total")), sum(row.refunds))
        if row.returned == [(self._count(row),) * 2]:
            self.assertEqual(case.estimated_amount, sum(row.refunds))
        self.assertEqual(case.state, "settled")
        self.assertEqual(order.amount_owed, 0.0)
        self.assertFalse(order.flow_issues)
        if "uninvoiced" not in row.order:
            self.assertAlmostEqual(self._get_receivable(order), 0.0)

    # === WHAT CUSTOMERS READ === #

    def _preview(self, order, quantity=1.0, **form):
        request = self.env["ecommerce.return.request"]
        answers = request._read(order.sudo(), self._fill(order, quantity, **form))
        return request._preview(order.sudo(), answers)

    def test_fee_is_shown_before_the_request(self):
        self.policy.fee_percentage = 10.0
        preview = self._preview(self._create_shipped_order())

        self.assertRegex(preview["amount_sentence"], r"45\.00.*fee of.*5\.00")

    def test_fee_that_leaves_nothing_is_shown(self):
        self.policy.fee_amount = 60.0
        preview = self._preview(self._create_shipped_order())

        self.assertRegex(preview["amount_sentence"], r"nothing back: .*50\.00")

    def test_quantity_is_shown_as_in_the_email(self):
        [line] = self._preview(self._create_shipped_order())["lines"]

        self.assertEqual((line["quantity"], line["value"]), ("1 pc.", "1"))

    def test_shop_says_who_pays_the_parcel(self):
        order = self._create_shipped_order()
        self.assertIn("You pay", self._preview(order)["parcel_sentence"])

        reason = str(self.wrong.id)
        self.assertIn("We pay", self._preview(order, reason=reason)["parcel_sentence"])
        self.policy.parcel_payer = "shop"
        self.assertIn("We pay", self._preview(order)["parcel_sentence"])

    def test_reason_extends_the_period(self):
        self.policy.days = 14
        self._arrange(self.wrong).days = 60
        order = self._create_shipped_order()
        self._deliver(order, days_ago=40)

        self.assertTrue(self._preview(order)["is_late"])
        self.assertFalse(self._preview(order, reason=str(self.wrong.id))["is_late"])

    def test_fee_of_the_request_holds(self):
        self.policy.fee_percentage = 10.0
        case = self._ask(self._create_shipped_order())
        self.policy.fee_percentage = 50.0
        self._receive(case)

        case.action_refund()

        self.assertEqual(case.refund_ids.amount, 45.0)
        self.assertEqual(case.refund_ids.fee_amount, 5.0)

    def test_between_two_refunds_the_shop_owes_the_second_one_alone(self):
        self.policy.fee_percentage = 10.0
        order = self._create_shipped_order()
        case = self._ask(order, 2.0)
        self._receive(case, 1.0)
        case.action_refund()
        self._send()
        self.assertEqual(order.amount_owed, 0.0)

        self._receive(case)

        self.assertEqual(order.amount_owed, -50.0)

    def test_return_that_nobody_requested_costs_no_fee(self):
        self.policy.write({"fee_percentage": 10.0, "fee_amount": 5.0})
        order = self._create_shipped_order()
        transfer = self._take_back(order)
        transfer.move_ids.picked = True
        transfer.button_validate()
        order.return_ids.action_refund()

        self.assertEqual(order.return_ids.refund_ids.amount, 50.0)

    def test_second_approval_refunds_what_was_requested(self):
        self.policy.write({"fee_percentage": 10.0, "fee_amount": 5.0})
        order = self._create_shipped_order()
        self._arrange(order).company_id.refund_limit = 10.0
        case = self._ask(order)
        self._receive(case)
        case.action_refund()
        boss = self._create_user(
            "boss",
            "sales_team.group_sale_salesman_all_leads,"
            "ecommerce_order_flow.group_refund_approval",
        )

        case.refund_ids.with_user(boss).action_approve()
        self._send()

        self.assertEqual(case.refund_ids.amount, 40.0)
        self.assertEqual(case.state, "settled")
