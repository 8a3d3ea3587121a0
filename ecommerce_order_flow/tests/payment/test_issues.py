from odoo.tests import tagged
from odoo.tools import mute_logger

from ..common import RUNNER, OrderFlowCommon


@tagged("post_install", "-at_install")
class TestIssues(OrderFlowCommon):
    """People are asked about what doesn't fit, whenever it begins not to."""

    def _find_issue(self, order):
        with mute_logger(RUNNER):
            self._run_automation("check_payment")
        return self._find_failure("check_payment", order)

    # === AUTHORIZATIONS === #

    def test_order_authorized_for_less_is_not_confirmed(self):
        order = self._create_order()
        self._pay(order, 60.0, state="authorized")

        self.assertEqual(order.state, "draft")
        self.assertEqual(self._find_issue(order).issue, "authorized_too_little")
        self.assertIn("40.00", self._find_issue(order).reason)

    def test_two_authorizations_that_reach_the_amount_confirm(self):
        order = self._create_order()
        self._pay(order, 60.0, state="authorized")
        self._pay(order, 40.0, state="authorized")

        self.assertEqual(order.state, "sale")

    def test_order_that_grows_beyond_its_authorization_is_an_issue(self):
        order = self._create_order()
        self._pay(order, state="authorized")
        self._arrange(order).order_line.product_uom_qty = 3.0

        self.assertEqual(self._find_issue(order).issue, "authorized_too_little")
        self.assertEqual(order.next_action_code, "lost_payment")

    def test_order_authorized_twice_is_an_issue(self):
        order = self._create_order()
        self._pay(order, state="authorized")
        self._pay(order, state="authorized")

        self.assertEqual(self._find_issue(order).issue, "authorized_too_much")

    def test_rest_of_an_authorization_is_to_capture(self):
        order = self._create_order()
        tx = self._pay(order, state="authorized")
        part = tx._create_child_transaction(40.0)
        self._report_done(part)
        part._post_process()
        self._do_transfer(order)

        self.assertEqual(order.next_action_code, "capture")
        self.assertIn("60.00", order.next_action)

    # === IN WORDS === #

    def test_what_is_wrong_is_told_in_the_language_of_the_reader(self):
        self.world["res.lang"]._activate_lang("de_DE")
        order = self._create_order()
        self._pay(order, 60.0)
        failure = self._find_issue(order)

        self.assertIn("request the remaining amount", failure.message)
        german = failure.with_context(lang="de_DE")
        self.assertIn("Fordern Sie den Restbetrag an", german.message)
        self.assertIn("60,00", german.message)
        in_german = order.with_context(lang="de_DE")
        self.assertEqual(in_german.next_action, german.message)

    def test_user_without_a_language_is_told_in_the_companys(self):
        self.world["res.lang"]._activate_lang("de_DE")
        order = self._create_order()
        order.sudo().company_id.partner_id.lang = "de_DE"
        user = self._create_user("sam", "sales_team.group_sale_salesman")
        user.lang = False
        self._arrange(order).user_id = user
        self._pay(order, 60.0)
        self._find_issue(order)

        self.assertIn("Fordern Sie", order.activity_ids.note)

    def test_what_is_wrong_is_told_as_it_is_now(self):
        order = self._create_order(quantity=1.0)
        tx = self._pay(order, 80.0, state="authorized")
        self._find_issue(order)
        part = tx._create_child_transaction(50.0)
        self._report_done(part)
        part._post_process()

        self.assertIn("30.00", self._find_issue(order).message)
        self.assertNotIn("80.00", self._find_issue(order).message)

    # === MONEY THAT VANISHES === #

    def test_lapsed_authorization_is_an_issue(self):
        order = self._create_order()
        self._pay(order, state="authorized")._set_canceled()

        self.assertEqual(self._find_issue(order).issue, "payment_lost")
        self.assertEqual(order.next_action_code, "lost_payment")
        self.assertEqual(order.picking_ids.shipping_blocker, "payment")

    def test_pending_payment_that_fails_after_the_confirmation_is_an_issue(self):
        order = self._create_order()
        tx = self._pay(order, state="pending")
        self._arrange(order).action_confirm()
        tx._set_error("No money")

        self.assertEqual(self._find_issue(order).issue, "payment_lost")

    # === GOODS === #

    def test_paid_goods_of_a_cancelled_transfer_are_an_issue(self):
        order = self._create_order()
        self._pay(order)
        self._get_open_transfer(self._arrange(order)).action_cancel()

        issue = self._find_issue(order)
        self.assertEqual(issue.issue, "given_up")
        self.assertIn("100.00", issue.reason)
        self.assertEqual(order.flow_stage, "to_ship")

    def test_paid_goods_left_without_a_backorder_are_an_issue(self):
        order = self._create_order()
        self._pay(order)
        transfer = self._get_open_transfer(self._arrange(order))
        transfer.move_ids.write({"quantity": 1.0, "picked": True})
        transfer.with_context(
            skip_backorder=True, picking_ids_not_to_backorder=transfer.ids
        ).button_validate()

        self.assertIn("50.00", self._find_issue(order).reason)
        self.assertEqual(order.amount_owed, -50.0)

    def test_refund_settles_what_will_not_leave(self):
        order = self._create_order()
        tx = self._pay(order)
        self._get_open_transfer(self._arrange(order)).action_cancel()
        self._refund(tx)

        self.assertNotEqual(order.next_action_code, "ship")
        self.assertEqual(order.amount_owed, 0.0)

    # === THE PRICE === #

    def test_price_that_changes_after_the_payment_is_an_issue(self):
        order = self._create_order()
        self._arrange(order).order_line.price_unit = 45.0
        self._pay(order)
        self._arrange(order).order_line.price_unit = 50.0

        issue = self._find_issue(order)
        self.assertEqual(issue.issue, "paid_too_little")
        self.assertIn("10.00", issue.reason)

    # === WHAT AN ISSUE IS === #

    def test_other_amount_is_another_issue(self):
        order = self._create_order()
        self._pay(order, 110.0)
        self.assertIn("10.00", self._find_issue(order).reason)

        self._pay(order, 20.0)

        self.assertIn("30.00", self._find_issue(order).reason)

    def test_ignored_surplus_does_not_silence_a_later_one(self):
        order = self._create_order()
        self._pay(order, 110.0)
        self._find_issue(order).action_ignore()
        self.assertEqual(self._find_issue(order).state, "ignored")

        self._pay(order, 20.0)

        self.assertEqual(self._find_issue(order).state, "stuck")

    def test_second_fact_does_not_hide_behind_the_first(self):
        order = self._create_order()
        self._pay(order, 110.0)
        self._get_open_transfer(self._arrange(order)).action_cancel()

        reason = self._find_issue(order).reason
        self.assertIn("110.00", reason)
        self.assertIn("will not be shipped", reason)

    def test_issue_goes_when_it_is_settled(self):
        order = self._create_order()
        tx = self._pay(order, 110.0)
        self.assertTrue(self._find_issue(order))

        self._refund(tx, 10.0)

        self.assertFalse(self._find_issue(order))


@tagged("post_install", "-at_install")
class TestInvoicedTooMuch(OrderFlowCommon):
    """What was invoiced and isn't owed anymore is to be credited."""

    staff_groups = "account.group_account_invoice"

    def _create_settled_order(self):
        order = self._create_order()
        self.tx = self._pay(order)
        self._do_transfer(order)
        self.invoice = self._invoice(order)
        return self._arrange(order)

    def test_lowered_price_is_to_be_credited(self):
        order = self._create_settled_order()
        order.order_line.price_unit = 45.0
        self._refund(self.tx, 10.0)

        self.assertEqual(order.amount_to_credit, 10.0)
        self.assertEqual(order.next_action_code, "decide")
        self.assertIn("10.00", order.next_action)

    def test_goodwill_refund_is_to_be_credited(self):
        order = self._create_settled_order()
        self._refund(self.tx, 13.0)

        self.assertEqual(order.amount_to_credit, 13.0)
        self.assertEqual(order.flow_stage, "shipped")

    def test_goodwill_refund_settles_no_other_debt(self):
        order = self._create_settled_order()
        self._refund(self.tx, 13.0)
        order.order_line.product_uom_qty = 3.0
        self._do_transfer(order)

        self.assertEqual(order.amount_owed, 63.0)
        self.assertNotEqual(order.flow_stage, "done")

    def test_surplus_refunded_settles_no_return(self):
        order = self._create_order()
        tx = self._pay(order, 110.0)
        self._do_transfer(order)
        self._refund(tx, 10.0)
        self._receive_return(order)

        self.assertEqual(order.return_status, "received")
        self.assertEqual(order.amount_owed, -50.0)

    def test_payment_after_a_full_refund_is_seen(self):
        order = self._create_order()
        self._refund(self._pay(order, 19.0))
        self._pay(order, state="authorized")

        self.assertEqual(order.payment_status, "authorized")
        self.assertEqual(order.state, "sale")

    def test_refund_of_a_payment_on_the_invoices_page_is_seen(self):
        order = self._create_confirmed_order()
        invoice = self._invoice(order)
        tx = self._create_tx(order, sale_order_ids=False, invoice_ids=invoice.ids)
        self._report_done(tx)
        tx._post_process()
        self._refund(tx, 30.0)

        self.assertEqual(order.amount_received, 100.0)
        self.assertEqual(order.amount_refunded, 30.0)
        self.assertEqual(order.payment_status, "partially_refunded")

    def test_invoice_of_a_cancelled_order_is_not_sent(self):
        order = self._create_order()
        self._pay(order)
        invoice = self._invoice(order)
        invoice.sudo().is_to_send = True
        self.assertTrue(self._is_due("send_invoice", invoice))

        order._action_cancel()

        self.assertFalse(self._is_due("send_invoice", invoice))
        self.assertEqual(order.amount_to_credit, 100.0)
