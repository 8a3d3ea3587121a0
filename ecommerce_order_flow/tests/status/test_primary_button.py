from itertools import product

from odoo.tests import tagged

from ..case_table import CaseTable
from ..common import OrderFlowCommon
from .story import Story
from .visible_buttons import Screen, is_primary

ROLES = {
    "sales": "sales_team.group_sale_salesman_all_leads",
    "warehouse": "stock.group_stock_user",
    "accountant": "account.group_account_manager",
}
REFUND = f"{ROLES['sales']},ecommerce_order_flow.group_refund"
# What happened, the next action, and each role's primary button.
CASES = """
- | wait_for_checkout | - | - | -
send | wait_for_payment | - | - | Register Payment
pending 100 | wait_for_payment | - | - | Register Payment
pending 100, fail | wait_for_payment | - | - | Register Payment
pay 60 | wait_for_payment | - | - | Register Payment
coupon 100, send | confirm | Confirm | Confirm | Confirm
cancel | cancelled | - | - | -
pay 100 | ship | View Transfers | View Transfers | View Transfers
pay 100, ship 1 | ship | View Transfers | View Transfers | View Transfers
pay 100, ship 2 | invoice | Create Invoice | - | -
pay 100, ship 2, invoice | done | - | - | -
rule on_request, pay 100, ship 2 | done | - | - | -
authorize 100 | ship | View Transfers | View Transfers | View Transfers
authorize 100, ship 2 | capture | Capture Transaction | Capture Transaction | \
Capture Transaction
authorize 100, cancel | void | Void Transaction | Void Transaction | Void Transaction
pay 100, cancel | return_cancelled_money | - | - | View Payments
pay 100, cancel, refund 100 | cancelled | - | - | -
pay 100, refund 100 | cancel | Cancel | Cancel | Cancel
confirm, ship 2, invoice | collect | View Invoices | - | View Invoices
service, confirm | invoice | Create Invoice | - | -
pay 100, ship 2, draft | post_draft | View Invoices | - | View Invoices
pay 100, ship 2, announce | wait_for_return | View Transfers | View Transfers | \
View Transfers
pay 100, ship 2, invoice, return 1 | credit | View Invoices | - | View Invoices
pay 120, ship 2, invoice | return_money | - | - | View Payments
accept, confirm | await_payment | - | - | Register Payment
pay 100, ship 2, come_back | receive_sent_back | View Transfers | View Transfers | \
View Transfers
"""
STATES = ("draft", "sent", "sale", "cancel")


@tagged("post_install", "-at_install")
class TestPrimaryButton(CaseTable, OrderFlowCommon):
    """On an eCommerce order one button is primary: the next action's."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.users = {
            name: cls._create_user(f"primary_{name}", groups)
            for name, groups in {**ROLES, "refund": REFUND}.items()
        }

    def _look_at(self, order, role, **changes):
        order.env.flush_all()
        order.invalidate_recordset()
        return Screen(order.with_user(self.users[role]), **changes)

    def _find_differences(self, case):
        """Return what the roles see otherwise than a case says."""
        story, code, *labels = (word.strip() for word in case.split("|"))
        order = Story(self).tell("" if story == "-" else story)
        seen = [self._look_at(order, role).get_primary() for role in ROLES]
        expected = [[] if label == "-" else [label] for label in labels]
        shown = order.next_action_code
        return [] if (shown, seen) == (code, expected) else [f"{story}: {shown} {seen}"]

    def test_next_action_has_the_only_primary_button(self):
        self._compare_all(CASES.strip().splitlines())

    def test_no_next_action_has_two_primary_buttons(self):
        order = self._create_confirmed_order()
        codes = self.world["ecommerce.next.action"]._get_rules()
        for role in self.users:
            screen = self._look_at(order, role, amount_received=100.0)
            for code, count in product(codes, (0, 1)):
                screen.values.update(
                    next_action_code=code,
                    invoice_count=count,
                    is_on_hold=code == "release",
                )
                primary = screen.get_primary()
                self.assertLessEqual(len(primary), 1, f"{code}, {role}: {primary}")

    def test_primary_buttons_have_a_shortcut(self):
        screen = self._look_at(self._create_order(), "refund")
        missing = [
            button.get("name")
            for button in screen.buttons
            if is_primary(button) and not button.get("data-hotkey")
        ]

        self.assertFalse(missing)

    def test_users_who_refund_have_one_primary_button(self):
        order = self._create_order()
        self._pay(order)
        self._arrange(order)._action_cancel()

        primary = self._look_at(order, "refund").get_primary()

        self.assertEqual(primary, ["Create Refund"])

    def test_header_of_an_ecommerce_order_has_no_primary_button(self):
        screen = self._look_at(
            self._create_order(),
            "sales",
            is_abandoned_cart=True,
            has_authorized_transaction_ids=True,
            invoice_status="to invoice",
        )
        for state in STATES:
            screen.values["state"] = state
            self.assertFalse(screen.get_primary("header"), state)

    def test_other_orders_have_the_primary_buttons_of_odoo(self):
        order = self._create_order(website_id=False)

        self.assertEqual(self._look_at(order, "sales").get_primary(), ["Send"])
        order.action_quotation_sent()
        self.assertEqual(self._look_at(order, "sales").get_primary(), ["Confirm"])

    def test_held_order_has_the_release_as_primary_button(self):
        order = self._create_confirmed_order()
        order._hold("fraud")

        self.assertEqual(self._look_at(order, "sales").get_primary(), ["Release"])
        self.assertFalse(self._look_at(order, "warehouse").get_primary())

    def test_held_order_with_another_next_action_has_that_as_primary_button(self):
        order = self._create_order()
        self._pay(order)
        order._hold("fraud")
        self._arrange(order)._action_cancel()

        screen = self._look_at(order, "accountant")

        self.assertEqual(screen.get_primary(), ["View Payments"])

    # === WHAT MAKES NO SENSE IN A STAGE === #

    def _get_labels(self, order, role="sales"):
        buttons = self._look_at(order, role).get_buttons()
        return [button.get("string") for button in buttons]

    def test_placed_order_gets_no_recovery_email(self):
        order = self._create_order(date_order="2020-01-01")
        self.assertIn("Send a Recovery Email", self._get_labels(order))

        self._report_done(self._create_tx(order))

        labels = self._get_labels(order)
        self.assertNotIn("Send a Recovery Email", labels)
        self.assertEqual(labels.count("Confirm"), 1)

    def test_finished_order_has_nothing_to_invoice_or_to_hold(self):
        order = self._create_order()
        self._pay(order)
        self._do_transfer(order)
        self._invoice(order)

        labels = self._get_labels(order)

        self.assertNotIn("Create Invoice", labels)
        self.assertNotIn("Hold", labels)

    def test_invoice_that_nobody_asked_for_can_still_be_created(self):
        self.website.invoice_consumer = "on_request"
        order = self._create_order()
        self._pay(order)
        self._do_transfer(order)

        self.assertIn("Create Invoice", self._get_labels(order))
