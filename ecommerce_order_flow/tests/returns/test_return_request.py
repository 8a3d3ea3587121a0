import random

from odoo.exceptions import UserError
from odoo.tests import new_test_user, tagged

from .returns_common import ReturnsCommon


@tagged("post_install", "-at_install")
class TestReturnRequest(ReturnsCommon):
    """Nothing that comes from the form is trusted."""

    def _read(self, order, form):
        return self.env["ecommerce.return.request"]._read(order.sudo(), form)

    def test_case_of_what_was_asked_for(self):
        order = self._create_shipped_order()

        case = self._ask(order, reason=str(self.reason.id), remark="Too small")

        self.assertEqual(case.name, f"{order.name}/RET1")
        self.assertEqual(case.reason_id, self.reason)
        self.assertEqual(case.remark, "Too small")
        self.assertEqual(case.line_ids.requested_quantity, 1.0)
        self.assertEqual(case.estimated_amount, 50.0)
        self.assertEqual(case.state, "approved")

    def test_portal_users_ask_with_no_more_rights(self):
        user = new_test_user(self.world, "jane", "base.group_portal")
        order = self._create_shipped_order()

        self.assertEqual(self._ask(order, user=user).state, "approved")

    def test_no_more_than_the_customer_has(self):
        order = self._create_shipped_order()

        answers = self._read(order, self._fill(order, 3.0))

        self.assertFalse(answers.quantities)
        self.assertIn("no more than 2", answers.errors[0])

    def test_second_request_sees_what_the_first_took(self):
        order = self._create_confirmed_order(quantity=3.0)
        self._do_transfer(order)
        self._ask(order, 2.0)

        with self.assertRaisesRegex(UserError, "no more than 1"):
            self._ask(order, 2.0)
        self._ask(order, 1.0)
        lines = order.return_ids.line_ids
        self.assertEqual(lines.mapped("requested_quantity"), [1.0, 2.0])
        self.assertEqual(self._get_quantity(order), 0.0)

    def test_nonsense_is_refused(self):
        order = self._create_shipped_order()
        for text in ("-1", "nan", "inf", "1e999", "9" * 500, "x", "1.5", "=1+1"):
            with self.subTest(text=text):
                name = f"quantity_{order.order_line.id}"
                answers = self._read(order, {name: text})
                self.assertFalse(answers.quantities)
                self.assertTrue(answers.errors)

    def test_nothing_chosen(self):
        order = self._create_shipped_order()
        for form in ({}, self._fill(order, 0.0), {"quantity_x": "1", "x": "1"}):
            with self.subTest(form=form):
                self.assertTrue(self._read(order, form).errors)

    def test_lines_of_other_orders(self):
        order, other = self._create_shipped_order(), self._create_shipped_order()
        for line_id in (other.order_line.id, 999_999_999, "9" * 60):
            with self.subTest(line_id=line_id):
                answers = self._read(order, {f"quantity_{line_id}": "1"})
                self.assertFalse(answers.quantities)
                self.assertIn("can no longer be returned", answers.errors[0])

    def test_random_forms(self):
        """Whatever is sent in, only what the customer has comes of it."""
        order, other = self._create_shipped_order(), self._create_shipped_order()
        chance = random.Random(26)
        names = [
            f"quantity_{line_id}"
            for line_id in (order.order_line.id, other.order_line.id, 0, -1, "x", "٣")
        ]
        texts = ["1", "2", "2.0", "3", "-1", "0", "nan", "1e3", "", " 1", "1;2", "²"]
        for _form in range(300):
            form = {
                chance.choice([*names, "reason", "remark"]): chance.choice(texts)
                for _field in range(chance.randrange(4))
            }
            quantities = self._read(order, form).quantities
            self.assertLessEqual(set(quantities), {order.order_line.id}, form)
            self.assertTrue(all(0 < it <= 2 for it in quantities.values()), form)

    def test_policy_that_changed_meanwhile(self):
        order = self._create_shipped_order()
        self.policy.write({"is_returnable": False, "refusal": "Final sale"})

        with self.assertRaisesRegex(UserError, "Final sale"):
            self._ask(order)
        self.assertFalse(order.return_ids)

    def test_amount_that_changed_meanwhile(self):
        order = self._create_shipped_order()
        for amount in ("49.0000", "nan", "", "x" * 100):
            with (
                self.subTest(amount=amount),
                self.assertRaisesRegex(UserError, "changed in the meantime"),
            ):
                self._ask(order, amount=amount)
        self.assertFalse(order.return_ids)

    def test_same_form_twice_is_one_return(self):
        order = self._create_shipped_order()

        first = self._ask(order, request_key="abc")
        second = self.env["ecommerce.return.request"]._submit(
            order.sudo(), {**self._fill(order, 1.0), "request_key": "abc"}
        )

        self.assertEqual(first, second.with_env(first.env))
        self.assertEqual(len(order.return_ids), 1)

    def test_reasons_that_nobody_offers(self):
        self.reason.active = False
        order = self._create_shipped_order()
        for text in (str(self.reason.id), "999999", "x", "-1"):
            with self.subTest(text=text):
                self.assertFalse(self._read(order, {"reason": text}).reason)

    def test_remark_is_kept_as_text_and_cut(self):
        order = self._create_shipped_order()

        case = self._ask(order, remark="=cmd()<script>" + "x" * 5000)

        self.assertTrue(case.remark.startswith("=cmd()<script>"))
        self.assertEqual(len(case.remark), 1000)

    def test_somebody_decides_about_late_requests(self):
        order = self._create_shipped_order()
        self._deliver(order, days_ago=40)

        case = self._ask(order)

        self.assertTrue(case.is_late)
        self.assertEqual(case.state, "requested")

    def test_somebody_decides_above_the_limit(self):
        self.policy.approval_limit = 60.0
        order = self._create_shipped_order()

        self.assertEqual(self._ask(order, 1.0).state, "approved")
        self.policy.approval_limit = 40.0
        self.assertEqual(self._ask(order, 1.0).state, "requested")

    def test_policy_that_lets_somebody_decide(self):
        self.policy.is_approved_automatically = False

        self.assertEqual(self._ask(self._create_shipped_order()).state, "requested")

    def test_nothing_is_estimated_for_what_is_not_paid(self):
        order = self._create_confirmed_order()
        self._do_transfer(order)

        self.assertEqual(self._ask(order).estimated_amount, 0.0)
