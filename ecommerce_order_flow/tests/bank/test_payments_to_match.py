from unittest.mock import patch

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, tagged

from .bank_common import BankCommon

BOOKING = "odoo.addons.ecommerce_order_flow.models.bank.ecommerce_bank_booking"


@tagged("post_install", "-at_install")
class TestPaymentsToMatch(BankCommon):
    """An accountant decides about what doesn't fit by itself."""

    def _propose(self, text="S00123", amount=50.0):
        """Return money that is less than its order asks for."""
        match = self._match_line(text, amount)
        self.assertEqual(match.state, "proposed")
        return match

    def test_accountant_opens_the_order(self):
        order = self._create_named_order()
        action = self._propose().action_open()

        form = Form(self.env["sale.order"].browse(action["res_id"]))

        self.assertEqual(form.name, order.name)

    def _split(self, match, **amounts):
        """Enter shares by the names of orders."""
        orders = self.world["sale.order"].search([("name", "in", list(amounts))])
        split = self.env["ecommerce.payment.split"].create({"match_id": match.id})
        split.line_ids = [(5, 0, 0)] + [
            (0, 0, {"order_id": order.id, "amount": amounts[order.name]})
            for order in orders
        ]
        split.action_split()
        return split

    def test_accepted_money_is_booked_as_it_came(self):
        order = self._create_named_order()
        match = self._propose()

        match.action_accept()

        self.assertEqual(match.state, "matched")
        self.assertEqual(match.decided_by_id, self.staff)
        self.assertTrue(match.decided_at)
        self.assertEqual(order.sudo().amount_received, 50.0)
        self.assertTrue(match.sudo().line_id.is_reconciled)

    def test_more_is_an_issue_once_it_is_accepted(self):
        order = self._create_named_order()

        self._propose(amount=100.0).action_accept()

        self.assertEqual(order.sudo().payment_status, "overpaid")

    def test_order_that_was_paid_meanwhile_is_told(self):
        order = self._create_named_order()
        match = self._propose()
        self._book(order)

        with self.assertRaisesRegex(UserError, "S00123 was paid in the meantime"):
            match.action_accept()

    def test_order_that_was_cancelled_meanwhile_is_told(self):
        order = self._create_named_order()
        match = self._propose()
        self._arrange(order)._action_cancel()

        with self.assertRaisesRegex(UserError, "S00123 was cancelled in the meantime"):
            match.action_accept()

    def test_what_is_decided_is_not_decided_again(self):
        self._create_named_order()
        match = self._propose()
        match.action_accept()

        with self.assertRaisesRegex(UserError, "Another user has decided"):
            match.action_accept()

    def test_money_is_split_among_orders_and_the_rest_stays_open(self):
        first = self._create_named_order()
        second = self._create_named_order("S00124", 24.5)
        match = self._propose("S00123 S00124", 120.0)

        self._split(match, S00123=89.9, S00124=24.5)

        self.assertEqual((first + second).mapped("payment_status"), ["paid", "paid"])
        line = match.sudo().line_id
        self.assertEqual(line.amount_residual, -5.6)
        self.assertFalse(line.is_reconciled)
        self.assertIn("5.60 belong to no order", match.explanation)

    def test_money_can_be_for_another_order_than_the_proposed_one(self):
        self._create_named_order()
        other = self._create_named_order("S00124", 50.0)
        match = self._propose()

        self._split(match, S00124=50.0)

        self.assertEqual(other.sudo().payment_status, "paid")
        self.assertEqual(match.sudo().share_ids.order_id, other)

    def test_orders_can_not_get_more_than_came(self):
        self._create_named_order()
        match = self._propose()

        with self.assertRaisesRegex(ValidationError, "cannot exceed"):
            self._split(match, S00123=50.01)

    def test_not_ours_can_be_undone(self):
        self._create_named_order()
        match = self._propose()

        match.action_reject()
        self.assertEqual(match.state, "not_ours")

        match.action_reconsider()
        self.assertEqual(match.state, "proposed")
        self.assertFalse(match.decided_by_id)

    def test_many_are_accepted_at_once_each_for_itself(self):
        paid = self._create_named_order()
        self._create_named_order("S00124")
        matches = self._propose() + self._propose("S00124")
        self._book(paid)

        matches.action_accept()

        self.assertEqual(matches.mapped("state"), ["proposed", "matched"])
        run = self.env["ecommerce.bulk.run"].search([], limit=1)
        self.assertEqual(run.line_ids.mapped("result"), ["skipped", "done"])

    def test_order_says_that_money_may_be_its_payment(self):
        order = self._create_named_order()
        self._propose()

        self.assertEqual(order.sudo().next_action_code, "match_payment")
        self.assertIn("50.00", order.sudo().next_action)

    def test_money_that_is_far_from_paying_an_order_is_no_next_action(self):
        orders = self._create_named_order() + self._create_named_order("S00124", 24.5)
        self._propose("S00123 S00124", 0.01)

        for order in orders.sudo():
            self.assertEqual(order.next_action_code, "confirm_unpaid")

    def test_the_order_that_money_fits_says_so_and_no_other(self):
        first = self._create_named_order()
        second = self._create_named_order("S00124", 24.5)
        self._propose("00123 oder 00124", 24.5)
        self._propose("S00123", 0.01)

        self.assertEqual(first.sudo().next_action_code, "confirm_unpaid")
        self.assertEqual(second.sudo().next_action_code, "match_payment")

    def test_serious_money_is_told_though_other_money_came_after_it(self):
        order = self._create_named_order()
        self._propose(amount=50.0)
        self._propose(amount=0.01)

        self.assertIn("50.00", order.sudo().next_action)

    def test_order_that_waits_for_nothing_else_says_so_too(self):
        order = self._create_named_order(policy="confirm")
        self._propose()

        self.assertEqual(order.state, "sale")
        self.assertEqual(order.sudo().next_action_code, "match_payment")

    def test_money_that_is_registered_by_hand_is_settled_with_the_bank(self):
        order = self._create_named_order()
        tx = self._book(order)
        match = self._match_line()
        self.assertEqual(match.reason, "registered")

        match.action_accept()

        self.assertEqual(order.sudo().amount_received, 89.9)
        self.assertEqual(match.sudo().share_ids.payment_id, tx.payment_id)
        self.assertEqual(tx.payment_id.state, "paid")

    def test_orders_are_locked_by_their_ids_lest_two_wait_for_each_other(self):
        self._create_named_order()
        self._create_named_order("S00124", 24.5)
        match = self._propose("S00123 S00124", 100.0)
        shares = match.sudo().share_ids
        orders = shares.order_id.sorted("id")
        for share, order in zip(shares, reversed(orders), strict=True):
            share.order_id = order

        with patch(f"{BOOKING}.lock_or_refuse") as lock:
            match.action_accept()

        locked = [call.args[0] for call in lock.call_args_list]
        self.assertEqual(locked, list(orders))

    def test_registered_money_is_looked_up_once(self):
        order = self._create_named_order()
        self._book(order)
        match = self._match_line()
        service = type(self.env["ecommerce.bank.reconciliation"])

        with patch.object(
            service,
            "_find_registered",
            autospec=True,
            side_effect=service._find_registered,
        ) as find:
            match.action_accept()

        self.assertEqual(find.call_count, 1)

    # === RIGHTS === #

    def test_salespeople_read_what_is_for_their_orders(self):
        seller = self._create_user("seller", "sales_team.group_sale_salesman")
        self._create_named_order(user_id=seller.id)
        self._create_named_order("S00124", user_id=self.world.user.id)
        own = self._propose().with_user(seller)
        other = self._propose("S00124")

        visible = self.env["ecommerce.payment.match"].with_user(seller).search([])

        self.assertEqual(visible & (own | other), own)
        self.assertTrue(own.share_ids.display_name)
        with self.assertRaises(AccessError):
            own.action_accept()
        with self.assertRaises(AccessError):
            own.action_reject()
        with self.assertRaises(AccessError):
            other.with_user(seller).action_open()

    def test_sales_managers_decide_too(self):
        manager = self._create_user("manager", "sales_team.group_sale_manager")
        order = self._create_named_order()

        self._propose().with_user(manager).action_accept()

        self.assertEqual(order.sudo().amount_received, 50.0)

    def test_other_companies_see_nothing(self):
        company = self.setup_other_company()["company"]
        stranger = self._create_user(
            "stranger",
            "account.group_account_invoice",
            company_id=company.id,
            company_ids=company.ids,
        )
        self._create_named_order()
        match = self._propose().with_user(stranger)

        self.assertFalse(match.search([]))
        with self.assertRaises(AccessError):
            match.action_accept()

    def test_money_for_a_cancelled_order_can_be_accepted(self):
        order = self._create_named_order()
        self._arrange(order)._action_cancel()
        match = self._match_line()
        self.assertEqual(match.reason, "cancelled")

        match.action_accept()

        self.assertIn("paid_after_cancellation", order.sudo().flow_issues)

    def test_proposal_is_settled_with_what_was_registered_meanwhile(self):
        order = self._create_named_order()
        match = self._match_line("00123")
        self.assertEqual(match.state, "proposed")
        self._book(order)

        match.action_accept()

        self.assertEqual(order.sudo().amount_received, 89.9)
        self.assertTrue(match.sudo().line_id.is_reconciled)

    def test_nobody_writes_a_decision_past_the_buttons(self):
        self._create_named_order()
        match = self._match_line(amount=80.0)

        with self.assertRaises(AccessError):
            match.state = "matched"

    # === ORDERS THAT CHANGE MEANWHILE === #

    def test_money_that_fits_by_now_is_booked(self):
        order = self._create_named_order()
        match = self._propose()
        self._arrange(order).order_line.price_unit = 50.0

        line = match.sudo().line_id
        self._match()

        self.assertEqual(self._find_match(line).state, "matched")
        self.assertEqual(order.state, "sale")

    def test_rest_is_booked_once_the_other_part_is_accepted(self):
        order = self._create_named_order()
        part, rest = self._propose(), self._propose(amount=39.9)
        line = rest.sudo().line_id

        part.action_accept()
        self._match()

        self.assertEqual(self._find_match(line).state, "matched")
        self.assertEqual(order.sudo().payment_status, "paid")

    def test_reason_is_what_is_so_now(self):
        order = self._create_named_order()
        line = self._propose().sudo().line_id
        self.assertEqual(self._find_match(line).reason, "too_little")

        self._arrange(order)._action_cancel()
        self._match()
        self.assertEqual(self._find_match(line).reason, "cancelled")

    def test_proposals_about_what_did_not_change_stay(self):
        self._create_named_order()
        match = self._propose()

        self._match()

        self.assertEqual(match.exists().state, "proposed")
        self.assertFalse(self._is_due("match_bank_line", match.sudo().line_id))

    def test_proposal_of_a_deleted_order_is_looked_at_again(self):
        order = self._create_named_order()
        match = self._propose()
        order = self._arrange(order)
        order._action_cancel()
        order.sudo().transaction_ids.unlink()
        order.unlink()

        self.assertTrue(self._is_due("match_bank_line", match.sudo().line_id))

    def test_proposals_of_orders_paid_to_the_cent_are_not_looked_at_again(self):
        """What is owed then may be less than nothing, by a rounding."""
        order = self._create_named_order()
        match = self._propose(amount=50.0)
        match.sudo().share_ids.decided_about = "sent 0.00"
        order.sudo().amount_owed = -0.0

        self.assertFalse(self._is_due("match_bank_line", match.sudo().line_id))
