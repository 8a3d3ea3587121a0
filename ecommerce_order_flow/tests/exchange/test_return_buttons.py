from itertools import product

from odoo.tests import tagged

from ..returns.returns_common import ReturnsCommon
from ..status.visible_buttons import Screen

FLAGS = (
    "needs_inspection",
    "is_inspected",
    "needs_valuation",
    "is_refund_due",
    "is_exchange_due",
)
# Next actions of orders that are done in a return.
RETURN_ACTIONS = (
    "decide_return",
    "inspect_return",
    "value_return",
    "refund_return",
    "exchange_return",
    "repair_return",
)
ROLES = {
    "warehouse": "stock.group_stock_user",
    "salesman": "sales_team.group_sale_salesman_all_leads",
}


@tagged("post_install", "-at_install")
class TestReturnButtons(ReturnsCommon):
    """One button of a return is primary: what comes first."""

    def _get_primary(self, case):
        self.env.flush_all()
        case.invalidate_recordset()
        return Screen(case).get_primary("header")

    def test_no_return_has_two_primary_buttons(self):
        case = self._ask(self._create_shipped_order())
        users = [self._create_user(*role) for role in ROLES.items()]
        screens = [Screen(case), *(Screen(case.with_user(user)) for user in users)]
        states = [code for code, _label in case._fields["state"].selection]
        for state, *flags in product(states, *[(False, True)] * len(FLAGS)):
            values = {"state": state, **dict(zip(FLAGS, flags, strict=True))}
            values["main_action"] = self.world[case._name].new(values).main_action
            for screen in screens:
                screen.values.update(values)
                self.assertLessEqual(len(screen.get_primary("header")), 1, str(values))

    def test_each_step_has_its_primary_button(self):
        self.policy.write(
            {"is_approved_automatically": False, "refund_at": "inspection"}
        )
        case = self._ask(self._create_shipped_order(), quantity=2.0)
        self.assertEqual(self._get_primary(case), ["Approve"])
        case.action_approve()
        self.assertEqual(self._get_primary(case), [])
        self._receive(case)
        self.assertEqual(self._get_primary(case), ["Inspect"])
        self._inspect_half(case)
        self.assertEqual(self._get_primary(case), ["Decide about the Refund"])
        self._decide(case, {"damaged": 50.0})
        self.assertEqual(self._get_primary(case), ["Create Refund"])

    def test_refund_of_a_part_is_possible_before_the_decision(self):
        case = self._ask(self._create_shipped_order(), quantity=2.0)
        self._receive(case)
        self._inspect_half(case)
        self.assertTrue(case.is_refund_due)

        labels = [it.get("string") for it in Screen(case).get_buttons("header")]

        self.assertIn("Create Refund", labels)

    def _inspect_half(self, case):
        """Have one piece accepted, and find the other one damaged."""
        wizard = (
            self.env["ecommerce.return.inspection"]
            .with_user(self.staff)
            .create({"return_id": case.id})
        )
        wizard.line_ids.copy({"quantity": 1.0, "condition": "damaged"})
        wizard.line_ids[:1].quantity = 1.0
        wizard.action_inspect()

    # === THE ORDER === #

    def test_order_leads_to_its_return(self):
        screen = Screen(self._create_shipped_order())
        for code in RETURN_ACTIONS:
            screen.values["next_action_code"] = code
            self.assertEqual(screen.get_primary(), ["View Returns"], code)
