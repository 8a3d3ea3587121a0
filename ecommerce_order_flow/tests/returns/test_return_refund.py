from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .returns_common import ReturnsCommon


@tagged("post_install", "-at_install")
class TestReturnRefund(ReturnsCommon):
    """What comes back is refunded once, as much as the customer was told."""

    def setUp(self):
        super().setUp()
        self.order = self._create_shipped_order()

    def _settle(self):
        self.env.flush_all()
        self._run_automation("settle_return")
        self._send()
        self.env.invalidate_all()

    def test_refund_is_what_the_customer_was_told(self):
        case = self._ask(self.order)
        self._receive(case)
        self.assertTrue(case.is_refund_due)
        self.assertEqual(self.order.next_action_code, "refund_return")

        case.action_refund()
        self._send()

        refund = case.refund_ids
        self.assertEqual(refund.amount, case.estimated_amount)
        self.assertEqual(refund.sudo().credit_note_ids.amount_total, 50.0)
        self.assertEqual(case.state, "settled")
        self.assertFalse(case.is_refund_due)
        self.assertEqual(self.order.amount_refunded, 50.0)
        self.assertEqual(self.order.return_status, "settled")
        self.assertEqual(self.order.flow_stage, "done")

    def test_refunded_twice_is_refunded_once(self):
        case = self._ask(self.order)
        self._receive(case)
        case.action_refund()

        with self.assertRaisesRegex(UserError, "nothing to refund"):
            case.action_refund()
        self.assertEqual(len(case.refund_ids), 1)

    def test_salespeople_without_the_right_wait(self):
        seller = self._create_user("seller", "sales_team.group_sale_salesman_all_leads")
        case = self._ask(self.order)
        self._receive(case)

        with self.assertRaises(AccessError):
            case.with_user(seller).action_refund()
        self.assertTrue(case.is_refund_due)
        self.assertEqual(case.state, "received")

    def test_nothing_is_refunded_before_it_came(self):
        case = self._ask(self.order)

        with self.assertRaises(UserError):
            case.action_refund()

    def test_automation_leaves_what_people_refund(self):
        case = self._ask(self.order)
        self._receive(case)

        self._settle()

        self.assertFalse(case.refund_ids)

    def test_automation_refunds_what_came(self):
        self.policy.is_refunded_automatically = True
        case = self._ask(self.order)
        self._settle()
        self.assertFalse(case.refund_ids)

        self._receive(case)
        self._settle()
        self._settle()

        self.assertEqual(case.refund_ids.amount, 50.0)
        self.assertEqual(case.state, "settled")

    def test_automation_refunds_what_is_approved(self):
        self.policy.write({"is_refunded_automatically": True, "refund_at": "approval"})
        case = self._ask(self.order)
        self._settle()

        self.assertEqual(case.refund_ids.amount, 50.0)
        self.assertEqual(case.state, "approved")
        with self.assertRaisesRegex(UserError, "already refunded"):
            case.action_cancel()

        self._receive(case)
        self._settle()
        self.assertEqual(case.state, "settled")
        self.assertEqual(len(case.refund_ids), 1)

    def test_automation_waits_for_the_inspection(self):
        self.policy.write(
            {"is_refunded_automatically": True, "refund_at": "inspection"}
        )
        case = self._ask(self.order, 2.0)
        self._receive(case)
        self._settle()
        self.assertFalse(case.refund_ids)

        self._inspect(case, accepted=1.0)
        self._settle()

        self.assertEqual(case.refund_ids.amount, 50.0)
        self.assertEqual(case.state, "settled")
        self.assertEqual(self.order.flow_stage, "done")

    def test_parts_that_come_one_after_the_other(self):
        self.policy.is_refunded_automatically = True
        case = self._ask(self.order, 2.0)
        self._receive(case, quantity=1.0)
        self._settle()
        self._receive(case)
        self._settle()

        self.assertEqual(case.refund_ids.mapped("amount"), [50.0, 50.0])
        self.assertEqual(case.state, "settled")

    def test_policy_of_the_request_holds(self):
        case = self._ask(self.order)
        self.policy.write(
            {"is_refunded_automatically": True, "refund_at": "inspection"}
        )
        self._receive(case)
        self._settle()

        self.assertFalse(case.refund_ids)
        self.assertEqual(case.line_ids.accepted_quantity, 1.0)

    def test_large_refund_is_approved_by_a_second_person(self):
        self.policy.is_refunded_automatically = True
        self._arrange(self.order).company_id.refund_limit = 40.0
        case = self._ask(self.order)
        self._receive(case)
        self._settle()
        self.assertEqual(case.refund_ids.state, "to_approve")
        self.assertEqual(case.state, "received")

        boss = self._create_user(
            "boss",
            "sales_team.group_sale_salesman_all_leads,"
            "ecommerce_order_flow.group_refund_approval",
        )
        case.refund_ids.with_user(boss).action_refuse()
        self._settle()

        self.assertEqual(len(case.refund_ids), 1)
        self.assertTrue(case.is_refund_due)

    def test_refund_by_hand_settles_the_return(self):
        case = self._ask(self.order)
        self._receive(case)
        self._request(self.order, quantity=1.0)
        self._send()

        self.assertEqual(case.state, "settled")
        self.assertFalse(case.is_refund_due)

    def test_credit_note_by_hand_is_to_be_settled(self):
        case = self._ask(self.order)
        self._receive(case)
        self.assertEqual(self.order.next_action_code, "refund_return")

        credit_note = self._credit(self._arrange(self.order).invoice_ids, 1.0)
        self.env.flush_all()
        self.env.invalidate_all()

        with self.assertRaisesRegex(UserError, "nothing to refund"):
            case.action_refund()
        self.assertEqual(self.order.next_action_code, "credit")

        self._register_payment(credit_note)
        self.env.invalidate_all()
        self.assertEqual(case.state, "settled")

    def test_uninvoiced_order(self):
        order = self._create_order()
        self._pay(order)
        self._do_transfer(order)
        case = self._ask(order)
        self._receive(case)

        case.action_refund()
        self._send()

        self.assertEqual(case.refund_ids.amount, 50.0)
        self.assertEqual(case.state, "settled")

    def test_unpaid_order_has_nothing_to_refund(self):
        order = self._create_confirmed_order()
        self._do_transfer(order)
        case = self._ask(order)
        self._receive(case)

        self.assertEqual(case.state, "settled")
        self.assertFalse(case.is_refund_due)
