from datetime import timedelta

from odoo.exceptions import UserError
from odoo.tests import tagged

from .returns_common import ReturnsCommon


@tagged("post_install", "-at_install")
class TestReturnCase(ReturnsCommon):
    """Where a return stands follows from what people decided, and from transfers."""

    def setUp(self):
        super().setUp()
        self.order = self._create_shipped_order()

    def _ask_for_decision(self, **form):
        self.policy.is_approved_automatically = False
        return self._ask(self.order, **form)

    def _decline(self, case, note="Used"):
        wizard = self.env["ecommerce.return.decline"].create(
            {"return_ids": case.ids, "note": note}
        )
        wizard.action_decline()

    # === DECISIONS === #

    def test_request_waits_for_a_decision(self):
        case = self._ask_for_decision()

        self.assertEqual(case.state, "requested")
        self.assertEqual(self.order.return_status, "requested")
        self.assertEqual(self.order.flow_stage, "shipped")
        self.assertEqual(self.order.next_action_code, "decide_return")
        self.assertIn(case.name, self.order.next_action)
        self.assertFalse(case.transfer_ids)

    def test_approval_prepares_the_receipt(self):
        case = self._ask_for_decision()

        case.action_approve()

        self.assertEqual(case.state, "approved")
        self.assertEqual(case.line_ids.approved_quantity, 1.0)
        transfer = self._arrange(case).transfer_ids
        self.assertEqual(transfer.origin, case.name)
        self.assertEqual(transfer.move_ids.product_uom_qty, 1.0)
        self.assertTrue(transfer.move_ids.to_refund)
        self.assertEqual(self.order.return_status, "approved")
        self.assertEqual(self.order.next_action_code, "wait_for_return")

    def test_approved_twice_is_received_once(self):
        case = self._ask_for_decision()
        case.action_approve()

        with self.assertRaises(UserError):
            case.action_approve()
        self.assertEqual(len(self._arrange(case).transfer_ids), 1)

    def test_declined(self):
        case = self._ask_for_decision()

        self._decline(case, "It was used")

        self.assertEqual(case.state, "declined")
        self.assertEqual(case.decision_note, "It was used")
        self.assertEqual(self.order.return_status, "none")
        self.assertEqual(self._get_quantity(self.order), 2.0)

    def test_nobody_declines_without_a_word(self):
        case = self._ask_for_decision()

        with self.assertRaises(UserError):
            self._decline(case, "  ")
        self.assertEqual(case.state, "requested")

    def test_nothing_is_decided_about_what_is_declined(self):
        case = self._ask_for_decision()
        self._decline(case)

        for act in (case.action_approve, case.action_cancel):
            with self.assertRaises(UserError):
                act()

    def test_what_came_back_by_hand_can_not_be_approved(self):
        case = self._ask_for_decision()
        self._receive_return(self.order, quantity=2.0)

        with self.assertRaisesRegex(UserError, "that much"):
            case.action_approve()

    def test_cancelled_with_its_transfer(self):
        case = self._ask(self.order)

        case.action_cancel()

        self.assertEqual(case.state, "cancelled")
        self.assertEqual(self._arrange(case).transfer_ids.state, "cancel")
        self.assertEqual(self.order.return_status, "none")

    def test_what_came_can_not_be_cancelled(self):
        case = self._ask(self.order)
        self._receive(case)

        with self.assertRaises(UserError):
            case.action_cancel()

    # === SEVERAL AT ONCE === #

    def _ask_twice(self):
        self.policy.is_approved_automatically = False
        return self._ask(self.order) | self._ask(self._create_shipped_order())

    def test_several_are_approved_at_once(self):
        cases = self._ask_twice()

        cases.action_approve()

        self.assertEqual(set(cases.mapped("state")), {"approved"})

    def test_several_are_declined_at_once(self):
        cases = self._ask_twice()

        self._decline(cases, "Used")

        self.assertEqual(set(cases.mapped("decision_note")), {"Used"})

    def test_none_is_approved_if_one_cannot_be(self):
        cases = self._ask_twice()
        self._decline(cases[0])

        with self.assertRaisesRegex(UserError, cases[0].name), self.env.cr.savepoint():
            cases.action_approve()
        self.assertEqual(cases[1].state, "requested")

    # === RETURNS THAT NEVER COME === #

    def _expire(self, case, days=31):
        case.sudo().decided_at -= timedelta(days=days)
        self.env.flush_all()
        self._run_automation("expire_return")
        self.env.invalidate_all()

    def test_return_that_never_comes_expires(self):
        case = self._ask(self.order)

        self._expire(case)

        self.assertEqual(case.state, "expired")
        self.assertEqual(self._arrange(case).transfer_ids.state, "cancel")
        self.assertEqual(self.order.return_status, "none")
        self.assertEqual(self._get_quantity(self.order), 2.0)
        self._run_automation("send_return_mail")
        self.env.invalidate_all()
        mail = case.sudo().flow_notification_ids
        self.assertEqual(mail.kind, "return_expired")
        self.assertIn("have not arrived", str(mail.message_id.body))

    def test_return_within_the_days_does_not_expire(self):
        case = self._ask(self.order)
        self._expire(case, days=29)
        self.assertEqual(case.state, "approved")

        self.website.return_expiry_days = 0
        self._expire(case, days=300)
        self.assertEqual(case.state, "approved")

    def test_what_is_on_the_way_or_not_decided_does_not_expire(self):
        sent = self._ask(self.order)
        self._arrange(sent).transfer_ids.carrier_tracking_ref = "00340434"
        received = self._ask(self._create_shipped_order(), 2.0)
        self._receive(received, quantity=1.0)
        transfer = self._take_back(self._create_shipped_order())
        unannounced = transfer.sale_id.return_ids

        for case in (sent, received, unannounced):
            self._expire(case)

        self.assertEqual(sent.state, "on_the_way")
        self.assertEqual(received.state, "on_the_way")
        self.assertEqual(unannounced.state, "approved")

    def test_what_is_refunded_already_does_not_expire(self):
        self.policy.refund_at = "approval"
        case = self._ask(self.order)
        case.action_refund()

        self._expire(case)

        self.assertEqual(case.state, "approved")

    def test_customer_reads_when_to_send_it(self):
        case = self._ask(self.order)
        notifier = self.env["ecommerce.return.notifier"]
        self.assertIn("Please send", notifier._describe_deadline(case))

        self.website.return_expiry_days = 0
        self.assertEqual(notifier._describe_deadline(case), "")

    # === GOODS === #

    def test_on_the_way(self):
        case = self._ask(self.order)
        self._arrange(case).transfer_ids.carrier_tracking_ref = "00340434"

        self.assertEqual(case.state, "on_the_way")

    def test_transfer_that_the_warehouse_cancels(self):
        case = self._ask(self.order)
        self._arrange(case).transfer_ids.action_cancel()

        self.assertEqual(case.state, "cancelled")

    def test_received_in_part_and_then_the_rest(self):
        case = self._ask(self.order, 2.0)

        self._receive(case, quantity=1.0)
        self.assertEqual(case.line_ids.received_quantity, 1.0)
        self.assertEqual(case.state, "on_the_way")

        self._receive(case)
        self.assertEqual(case.line_ids.received_quantity, 2.0)
        self.assertEqual(case.state, "received")

    def test_less_came_and_no_more_will(self):
        case = self._ask(self.order, 2.0)
        self._receive(case, quantity=1.0)
        self._get_open_transfer(self._arrange(self.order)).action_cancel()

        self.assertEqual(case.state, "received")
        self.assertEqual(case.line_ids.accepted_quantity, 1.0)

    def test_received_in_two_steps(self):
        self.warehouse.reception_steps = "two_steps"
        case = self._ask(self._create_shipped_order())
        self._receive(case)

        self.assertEqual(case.line_ids.received_quantity, 1.0)
        self.assertEqual(case.state, "received")

    def test_second_return_leaves_the_transfer_of_the_first_alone(self):
        first = self._ask(self.order)

        second = self._ask(self.order)

        for case in (first, second):
            self.assertEqual(self._arrange(case).transfer_ids.move_ids.quantity, 1.0)
            self._receive(case)
            self.assertEqual(case.state, "received")

    def test_two_parcels(self):
        order = self._create_confirmed_order(quantity=3.0)
        self._do_transfer(order, quantity=1.0)
        self._do_transfer(order)

        case = self._ask(order, 2.0)

        transfers = self._arrange(case).transfer_ids
        self.assertEqual(len(transfers), 2)
        for transfer in transfers:
            transfer.move_ids.picked = True
            transfer.button_validate()
        self.assertEqual(case.line_ids.received_quantity, 2.0)

    def test_goods_that_the_customer_gets_again(self):
        case = self._ask(self.order)
        self._receive(case)
        transfer = self._arrange(case).transfer_ids

        again = self._arrange(self._create_return(self.order, transfer=transfer))
        again.move_ids.picked = True
        again.button_validate()

        self.assertEqual(case.line_ids.received_quantity, 0.0)

    def test_dozens(self):
        dozen = self.world.ref("uom.product_uom_dozen")
        order = self._create_order(quantity=1.0)
        self._arrange(order).order_line.product_uom_id = dozen
        self._pay(order)
        self._do_transfer(order)
        self.assertEqual(self._get_quantity(order), 1.0)

        case = self._ask(order)
        self._receive(case)

        self.assertEqual(case.line_ids.received_quantity, 1.0)
        self.assertEqual(self._get_quantity(order), 0.0)

    def test_native_return_is_no_part_of_a_case(self):
        case = self._ask(self.order)
        self._receive_return(self.order)

        self.assertEqual(case.line_ids.received_quantity, 0.0)
        self.assertEqual(case.state, "approved")

    # === INSPECTION === #

    def test_inspection_accepts_a_part(self):
        self.policy.refund_at = "inspection"
        case = self._ask(self.order, 2.0)
        self._receive(case)
        self.assertEqual(case.state, "received")
        self.assertEqual(case.line_ids.accepted_quantity, 0.0)
        self.assertEqual(self.order.next_action_code, "inspect_return")

        self._inspect(case, accepted=1.0)

        self.assertEqual(case.state, "inspected")
        self.assertEqual(case.line_ids.accepted_quantity, 1.0)
        self.assertEqual(case.line_ids.rejected_quantity, 1.0)
        self.assertEqual(self.order.amount_owed, -50.0)

    def test_inspection_accepts_nothing(self):
        self.policy.refund_at = "inspection"
        case = self._ask(self.order)
        self._receive(case)

        self._inspect(case, accepted=0.0)

        self.assertEqual(case.state, "settled")
        self.assertEqual(self.order.amount_owed, 0.0)
        self.assertEqual(self.order.return_status, "settled")
        self.assertEqual(self.order.flow_stage, "done")

    def test_no_more_is_accepted_than_came(self):
        case = self._ask(self.order)
        self._receive(case)

        for accepted in (2.0, -1.0):
            with self.subTest(accepted=accepted), self.assertRaises(UserError):
                self._inspect(case, accepted=accepted)

    def test_nothing_is_inspected_before_it_came(self):
        case = self._ask(self.order)

        with self.assertRaises(UserError):
            self._inspect(case, accepted=0.0)
