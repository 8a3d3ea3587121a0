from odoo.fields import Command
from odoo.tests import tagged

from .returns_common import ReturnsCommon


@tagged("post_install", "-at_install")
class TestReturnArrival(ReturnsCommon):
    """What users take back with Odoo's wizard is one flow with what customers
    request."""

    def setUp(self):
        super().setUp()
        self.order = self._create_shipped_order()

    def _tell(self):
        self.env.flush_all()
        self._run_automation("send_return_mail")
        self.env.invalidate_all()

    def _validate(self, transfer):
        transfer.move_ids.picked = True
        transfer.button_validate()
        self.env.flush_all()

    def _get_expected(self, case):
        """Return how much the open transfers of a return bring."""
        moves = self._arrange(case)._get_open_moves()
        return sum(moves.mapped("product_uom_qty"))

    # === WITHOUT A REQUEST === #

    def test_return_on_a_transfer_opens_a_case(self):
        transfer = self._take_back(self.order)

        case = self.order.return_ids
        self.assertEqual(case.name, f"{self.order.name}/RET1")
        self.assertEqual(self._arrange(case).transfer_ids, transfer)
        self.assertEqual(case.line_ids.approved_quantity, 1.0)
        self.assertEqual(case.state, "approved")
        self.assertTrue(case.is_from_transfer)
        self.assertEqual(self._get_quantity(self.order), 1.0)

    def test_case_is_received_and_refunded_as_any_other(self):
        transfer = self._take_back(self.order)
        case = self.order.return_ids
        self._validate(transfer)
        self.assertEqual(case.state, "received")

        case.action_refund()
        self._send()

        self.assertEqual(case.refund_ids.amount, 50.0)
        self.assertEqual(case.state, "settled")
        self.assertEqual(self.order.flow_stage, "done")

    def test_warehouse_needs_no_other_rights(self):
        worker = self._create_user("worker", "stock.group_stock_user")

        self._take_back(self.order, user=worker)

        self.assertEqual(self.order.return_ids.state, "approved")

    def test_customer_who_requested_nothing_is_not_notified(self):
        self._take_back(self.order)
        case = self.order.return_ids
        self._tell()
        case.action_cancel()
        self._tell()

        self.assertFalse(case.sudo().flow_notification_ids)
        self.assertEqual(case.state, "cancelled")

    def test_everything_returned(self):
        self._take_back(self.order, button="returns_all")

        self.assertEqual(self.order.return_ids.line_ids.approved_quantity, 2.0)

    def test_one_after_the_other(self):
        first, second = self._take_back(self.order), self._take_back(self.order)

        case = self.order.return_ids
        self.assertEqual(self._arrange(case).transfer_ids, first | second)
        self.assertEqual(case.line_ids.approved_quantity, 2.0)
        self.assertEqual(self._get_expected(case), 2.0)

    def test_cancelled_transfer_cancels_the_case(self):
        self._take_back(self.order).action_cancel()

        self.assertEqual(self.order.return_ids.state, "cancelled")
        self.assertEqual(self._get_quantity(self.order), 2.0)

    def test_refund_waits_for_a_user_if_a_request_had_waited(self):
        self.policy.is_refunded_automatically = True
        self._take_back(self.order)
        self.assertTrue(self.order.return_ids.is_refund_automatic)

        order = self._create_shipped_order()
        self._deliver(order, days_ago=40)
        self._take_back(order)
        late = order.return_ids
        self.assertTrue(late.is_late)
        self.assertFalse(late.is_refund_automatic)

    def test_refund_never_precedes_the_products(self):
        self.policy.write({"is_refunded_automatically": True, "refund_at": "approval"})
        self._take_back(self.order)

        self.assertFalse(self.order.return_ids.is_refund_due)

    # === STOCK ONLY === #

    def test_transfer_alone_stays_possible(self):
        transfer = self._take_back(self.order, opens_return=False)
        self._validate(transfer)

        self.assertFalse(self.order.return_ids)
        self.assertEqual(self.order.return_status, "received")
        self.assertEqual(self.order.amount_owed, -50.0)

    def test_website_without_returns(self):
        self.website.customer_can_return = False
        self._take_back(self.order)

        self.assertFalse(self.order.return_ids)

    def test_exchange_is_not_refunded(self):
        self._take_back(self.order, button="exchanges")

        self.assertFalse(self.order.return_ids)

    def test_what_goes_to_the_customer_again_is_no_return(self):
        transfer = self._take_back(self.order)
        case = self.order.return_ids
        self._validate(transfer)
        wizard = self.world["stock.return.picking"].create({"picking_id": transfer.id})
        wizard.product_return_moves.quantity = 1.0
        again = wizard.action_create_returns()["res_id"]
        self._validate(self.world["stock.picking"].browse(again))

        self.assertEqual(self.order.return_ids, case)
        self.assertEqual(case.line_ids.received_quantity, 0.0)

    # === WITH A REQUEST === #

    def test_approved_return_expects_nothing_twice(self):
        case = self._ask(self.order, 2.0)

        transfer = self._take_back(self.order)

        self.assertEqual(self.order.return_ids, case)
        self.assertEqual(self._get_expected(case), 2.0)
        self._validate(transfer)
        self.assertEqual(case.line_ids.received_quantity, 1.0)
        self.assertEqual(self._get_expected(case), 1.0)
        self._receive(case)
        self.assertEqual(case.line_ids.received_quantity, 2.0)
        self.assertEqual(case.state, "received")

    def test_transfer_of_the_approval_is_replaced(self):
        case = self._ask(self.order)
        former = self._arrange(case).transfer_ids

        transfer = self._take_back(self.order)

        self.assertEqual(former.state, "cancel")
        self._validate(transfer)
        self.assertEqual(case.state, "received")
        self.assertEqual(self._get_quantity(self.order), 1.0)

    def test_more_than_announced_is_refunded_too(self):
        self.policy.refund_at = "approval"
        case = self._ask(self.order)
        case.action_refund()
        self._validate(self._take_back(self.order, 2.0))

        self.assertEqual(self.order.return_ids, case)
        self.assertEqual(case.line_ids.received_quantity, 2.0)
        case.action_refund()
        self._send()
        self.assertEqual(case.refund_ids.mapped("amount"), [50.0, 50.0])

    def test_request_is_decided_although_the_products_are_there(self):
        self.policy.is_approved_automatically = False
        case = self._ask(self.order)
        transfer = self._take_back(self.order)
        self.assertEqual(self.order.return_ids, case)
        self.assertEqual(self._get_quantity(self.order), 1.0)
        self._validate(transfer)
        self.assertEqual(case.state, "requested")
        self.assertFalse(case.is_refund_due)

        case.action_approve()

        self.assertEqual(self._arrange(case).transfer_ids, transfer)
        self.assertEqual(case.state, "received")
        self.assertTrue(case.is_refund_due)

    def test_customer_is_not_asked_to_send_what_has_arrived(self):
        self.policy.is_approved_automatically = False
        case = self._ask(self.order)
        self._validate(self._take_back(self.order))
        case.action_approve()
        self._tell()

        self.assertFalse(case.sudo().flow_notification_ids)
        self.assertFalse(case.is_to_tell)

    def test_approval_brings_the_rest(self):
        self.policy.is_approved_automatically = False
        case = self._ask(self.order, 2.0)
        self._validate(self._take_back(self.order))

        case.action_approve()

        self.assertEqual(self._get_expected(case), 1.0)
        self.assertEqual(case.state, "on_the_way")

    def _create_order_of_two_lines(self):
        lines = [
            Command.create({"product_id": self.goods.id, "product_uom_qty": 1.0})
            for _number in range(2)
        ]
        return self._create_shipped_order(order_line=lines)

    def test_each_line_comes_back_by_the_return_that_expects_it(self):
        order = self._create_order_of_two_lines()
        self.policy.is_approved_automatically = False
        first, second = order.order_line
        cases = [
            self._ask(order, 0.0, **{f"quantity_{line.id}": "1"})
            for line in (second, first)
        ]

        self._take_back(order)

        self.assertEqual(len(order.return_ids), 2)
        for case in cases:
            self.assertEqual(len(case.line_ids.move_ids), 1)

    def test_what_was_not_expected_is_added(self):
        order = self._create_order_of_two_lines()
        case = self._ask(order)

        self._take_back(order)

        self.assertEqual(order.return_ids, case)
        self.assertEqual(case.line_ids.order_line_id, order.order_line)
        self.assertEqual(self._get_expected(case), 2.0)

    def test_settled_return_is_left_alone(self):
        case = self._ask(self.order)
        self._receive(case)
        case.action_refund()
        self._send()

        self._validate(self._take_back(self.order))

        self.assertEqual(len(self.order.return_ids), 2)
        self.assertEqual(case.line_ids.received_quantity, 1.0)
        self.assertEqual(case.state, "settled")

    def test_customer_cannot_cancel_what_nobody_requested(self):
        self._take_back(self.order)
        notifier = self.env["ecommerce.return.notifier"]

        self.assertFalse(notifier._can_be_cancelled(self.order.return_ids))
        self.assertIn("expect", notifier._describe_state(self.order.return_ids))
