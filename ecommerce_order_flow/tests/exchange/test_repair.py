from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .exchange_common import ExchangeCommon


@tagged("post_install", "-at_install")
class TestRepair(ExchangeCommon):
    """What is repaired goes back to the customer, and nobody pays for it."""

    def setUp(self):
        super().setUp()
        self.policy.offers_repair = True
        self.order = self._create_shirts()
        self.worker = self._create_user("worker", "stock.group_stock_user")

    def _ask_for_repair(self, quantity=1.0):
        wish = {f"wish_{self.order.order_line[:1].id}": "repair"}
        return self._ask(self.order, quantity, **wish)

    def _bring_to_repair(self, quantity=1.0):
        case = self._ask_for_repair(quantity)
        self._receive(case)
        self.env.invalidate_all()
        return case

    def _send_back(self, case, user=None):
        case.with_user(user or self.worker).action_send_back()
        self.env.flush_all()
        self.env.invalidate_all()

    def test_repaired_item_goes_back(self):
        case = self._bring_to_repair()
        self.assertEqual(case.state, "in_repair")
        self.assertEqual(self.order.next_action_code, "repair_return")
        self.assertEqual(self.order.return_status, "received")
        self.assertEqual(self.order.amount_owed, 0.0)
        self.assertFalse(self.order.flow_issues)

        self._send_back(case)
        self.assertEqual(case.state, "exchanging")
        self.assertEqual(self._get_parcel(case).state, "assigned")
        self.assertNotEqual(self.order.flow_stage, "done")

        self._ship(case)
        self.assertEqual(case.state, "settled")
        self.assertEqual(self.order.flow_stage, "done")
        self.assertEqual(self.order.amount_owed, 0.0)
        self.assertEqual(self.order.order_line.qty_delivered, 2.0)
        self.assertFalse(case.refund_ids)

    def test_nobody_else_gets_what_is_in_repair(self):
        before = self._get_free("S")

        self._bring_to_repair()

        self.assertEqual(self._get_free("S"), before)

    def test_nothing_is_sent_back_twice(self):
        case = self._bring_to_repair()
        self._send_back(case)

        with self.assertRaisesRegex(UserError, "not in repair"):
            self._send_back(case)
        self.assertEqual(len(self._get_parcel(case)), 1)

    def test_nothing_is_sent_back_before_it_came(self):
        case = self._ask_for_repair()

        with self.assertRaisesRegex(UserError, "not in repair"):
            self._send_back(case)

    def test_accountants_send_nothing_back(self):
        case = self._bring_to_repair()
        accountant = self._create_user("books", "account.group_account_invoice")

        with self.assertRaises(AccessError):
            self._send_back(case, accountant)

    def test_automation_leaves_repairs_to_people(self):
        self.policy.is_refunded_automatically = True
        case = self._bring_to_repair()

        self.assertFalse(self._is_due("settle_return", case))

    def test_what_cannot_be_repaired_is_refunded_instead(self):
        case = self._bring_to_repair()
        case.action_refund_instead()
        self.env.invalidate_all()
        self.assertEqual(case.state, "received")
        self.assertEqual(self.order.amount_owed, -50.0)

        case.action_refund()
        self._send()
        self.env.invalidate_all()

        self.assertEqual(case.state, "settled")
        self.assertEqual(self.order.amount_refunded, 50.0)

    def test_repaired_item_can_be_returned(self):
        case = self._bring_to_repair(2.0)
        self.assertFalse(self._get_offers(self.order))
        self._send_back(case)
        self._ship(case)

        again = self._ask(self.order, 2.0)
        self._receive(again)
        again.action_refund()
        self._send()
        self.env.invalidate_all()

        self.assertEqual(self.order.amount_refunded, 100.0)
        self.assertEqual(again.state, "settled")

    def test_one_is_refunded_and_one_repaired(self):
        order = self._create_order(self.sizes["S"])
        self._arrange(order).order_line.copy({"order_id": order.id})
        self.order = self._fulfil(order)
        first, second = order.order_line
        case = self._ask(
            order,
            1.0,
            **{
                f"wish_{first.id}": "repair",
                f"quantity_{second.id}": "1",
                f"wish_{second.id}": "refund",
            },
        )
        self._receive(case)
        self.assertEqual(case.state, "in_repair")

        case.action_refund()
        self._send()
        self._send_back(case)
        self._ship(case)

        self.assertEqual(case.state, "settled")
        self.assertEqual(order.amount_refunded, 50.0)
        self.assertEqual(order.amount_owed, 0.0)

    def test_page_says_that_it_is_free(self):
        request = self.env["ecommerce.return.request"]
        wish = {f"wish_{self.order.order_line.id}": "repair"}
        answers = request._read(self.order.sudo(), self._fill(self.order, 1.0, **wish))

        sentence = request._preview(self.order.sudo(), answers)["amount_sentence"]

        self.assertIn("You pay nothing", sentence)
        self.assertIn("repaired items back to you", sentence)
        case = self._bring_to_repair()
        notifier = self.env["ecommerce.return.notifier"]
        self.assertIn("being repaired", notifier._describe_state(case))
