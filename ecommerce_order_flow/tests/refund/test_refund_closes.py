from odoo.exceptions import UserError
from odoo.tests import Form, tagged

from ..case_table import CaseTable
from ..status.story import Story
from ..status.visible_buttons import Screen
from .refund_common import RefundCommon

# What happened, the issue, the next action, and the stage after the button was used.
CASES = """
pay 100, cancel | paid_after_cancellation | return_cancelled_money | cancelled
cancel, pay 100 | paid_after_cancellation | return_cancelled_money | cancelled
pay 100, invoice, cancel | paid_after_cancellation | return_cancelled_money | cancelled
pay 100, invoice, cancel, credit 2 | paid_after_cancellation | \
return_cancelled_money | cancelled
pay 100, invoice, cancel, refund 100 | invoiced_too_much | credit_cancelled | cancelled
pay 100, ship 1, cancel | paid_after_cancellation | return_cancelled_money | cancelled
pay 100, pay 100, ship 2, invoice | paid_twice | return_money | done
pay 120, ship 2, invoice | paid_too_much | return_money | done
pay 60 | paid_too_little | accept | cart
pay 100, ship 1, close | given_up | decide | shipped
pay 100, ship 1, close, invoice | given_up | decide | done
pay 100, ship 2, invoice, refund 20 | invoiced_too_much | decide | done
pay 120, ship 2, invoice, refund 30, price 55 | invoiced_too_much | decide | done
pay 100, ship 2, invoice, return 1 | - | credit | done
pay 100, ship 2, return 1 | - | credit | shipped
pay 100, ship 2, invoice, credit 2 | - | return_money | done
"""


@tagged("post_install", "-at_install")
class TestRefundCloses(CaseTable, RefundCommon):
    """Whatever is to be refunded or credited has a button, and that button ends it."""

    def setUp(self):
        super().setUp()
        self._let_provider(self._answer("done"))

    def test_button_ends_each_issue(self):
        self._compare_all(CASES.strip().splitlines())

    def test_order_that_is_never_shipped_is_cancelled_then(self):
        order = self._hand_over(Story(self).tell("pay 100, cancel_transfer"))

        self._press(order)

        self.assertEqual(order.amount_refunded, 100.0)
        self.assertEqual(order.next_action_code, "cancel")
        self._arrange(order)._action_cancel()
        self.assertEqual(order.next_action_code, "cancelled")
        self.assertFalse(order.flow_issues)

    def test_activity_of_the_issue_ends_at_once(self):
        order = self._hand_over(Story(self).tell("pay 100, cancel"))
        self._run_automation("check_payment")
        self.assertTrue(self._find_failure("check_payment", order))
        cron = self.world["ecommerce.automation"]._find("check_payment").cron_id
        triggers = self.world["ir.cron.trigger"].search([("cron_id", "=", cron.id)])
        triggers.unlink()

        self._press(order)

        self.assertTrue(triggers.search([("cron_id", "=", cron.id)]))
        self._run_automation("check_payment")
        self.assertFalse(self._find_failure("check_payment", order))

    def _find_differences(self, case):
        """Return what a case says otherwise."""
        story, *expected = (word.strip() for word in case.split("|"))
        order = self._hand_over(Story(self).tell(story))
        self._run_automation("check_payment")
        order.invalidate_recordset()
        seen = [self._get_largest_issue(order), order.next_action_code]
        labels = [it.get("string") for it in self._look_at(order).get_buttons()]
        if "Create Refund" not in labels:
            return [f"{story}: {seen} {labels}"]
        try:
            self._press(order)
        except UserError as error:
            return [f"{story}: {seen} {error}"]
        order.invalidate_recordset()
        seen.append(order.flow_stage)
        left = order.flow_issues, order.amount_owed, order.amount_to_credit
        is_same = seen == expected and left == (False, 0.0, 0.0)
        return [] if is_same else [f"{story}: {seen} {left}"]

    def _get_largest_issue(self, order):
        issues = self.env["ecommerce.order.status"]._parse_issues(order)
        return issues[0].code if issues else "-"

    def _look_at(self, order):
        order.env.flush_all()
        return Screen(order)

    def _press(self, order):
        """Confirm what the window proposes, and let the provider refund it."""
        wizard = self.env["ecommerce.order.refund"].with_context(active_ids=order.ids)
        Form(wizard).save().action_refund()
        self._send()
        self._match(order)
