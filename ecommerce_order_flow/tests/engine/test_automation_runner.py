from contextlib import contextmanager
from datetime import datetime, timedelta
from unittest.mock import patch

from dateutil.relativedelta import relativedelta
from psycopg2.errors import SerializationFailure

from odoo import fields
from odoo.fields import Command
from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger

from ...exceptions import IssueError
from ..common import RUNNER
from .automation_common import FlowEngineCommon


@tagged("post_install", "-at_install")
class TestFlowEngine(FlowEngineCommon):
    """What is due is done once, and one bad record never stops the others."""

    @contextmanager
    def _in(self, **delay):
        """Let time pass; nothing of what happens then is tried too early."""
        with freeze_time(fields.Datetime.now() + relativedelta(seconds=1, **delay)):
            yield

    # === WHAT IS DONE === #

    def test_all_due_records_are_handled_in_batches(self):
        self.step.batch_size = 2

        self._run()

        self.assertEqual(set(self.orders.mapped("client_order_ref")), {"done"})
        self.assertEqual([len(batch) for batch in self.batches], [2, 2, 1])

    def test_other_records_are_left_alone(self):
        self.bad_order.client_order_ref = "mine"

        self._run()

        self.assertEqual(self.bad_order.client_order_ref, "mine")

    def test_a_second_run_does_nothing(self):
        self._run()
        self.batches.clear()

        self._run()

        self.assertFalse(self.batches)

    def test_cron_runs_the_step(self):
        with self.enter_registry_test_mode():
            self.step.cron_id.sudo().method_direct_trigger()

        self.assertEqual(set(self.orders.mapped("client_order_ref")), {"done"})

    def test_conflict_with_others_is_tried_again(self):
        runner = self.env.registry["ecommerce.automation.runner"]
        call = runner._call
        conflicts = [SerializationFailure()]

        def call_after_conflict(*args):
            if conflicts:
                raise conflicts.pop()
            return call(*args)

        with patch.object(runner, "_call", call_after_conflict):
            self._run()

        self.assertEqual(set(self.orders.mapped("client_order_ref")), {"done"})
        self.assertFalse(self.step.failure_ids)

    def test_failure_that_others_delete_meanwhile_stops_nothing(self):
        self._fail_with(self.bad_order)
        self._run()
        self.bad_order.client_order_ref = "done"
        failure = self.registry["ecommerce.failure"]

        with patch.object(failure, "unlink", side_effect=SerializationFailure()):
            self._run()
        self._run()

        self.assertFalse(self.step.failure_ids)

    def test_eternal_conflict_is_left_to_the_next_run(self):
        runner = self.env.registry["ecommerce.automation.runner"]

        with patch.object(runner, "_call", side_effect=SerializationFailure()):
            self._run()

        self.assertFalse(self.step.failure_ids)
        self.assertEqual(self.step.backlog, 5)

    def test_each_company_is_the_current_one_for_its_records(self):
        company = self.world["res.company"].create({"name": "Other"})
        seen = set()

        def note_company(orders):
            orders.client_order_ref = "done"
            seen.add((orders.company_id, orders.env.company))

        self.bad_order.write(
            {"order_line": [Command.clear()], "company_id": company.id}
        )
        with patch.object(self.registry["sale.order"], "_flow_stamp", note_company):
            self._run()

        own_company = self.orders[0].company_id
        self.assertEqual(seen, {(own_company, own_company), (company, company)})

    # === FAILURES === #

    def test_one_bad_record_does_not_stop_the_others(self):
        self._fail_with(self.bad_order)

        self._run()

        self.assertEqual(self.bad_order.client_order_ref, "due")
        others = self.orders - self.bad_order
        self.assertEqual(set(others.mapped("client_order_ref")), {"done"})

    def test_failure_says_what_why_and_when_it_is_tried_again(self):
        self._fail_with(self.bad_order)

        with freeze_time(fields.Datetime.now()):
            self._run()
            in_a_minute = fields.Datetime.now() + relativedelta(minutes=1)

        failure = self.step.failure_ids
        self.assertEqual(failure.order_id, self.bad_order)
        self.assertEqual(failure.record_name, self.bad_order.name)
        self.assertEqual(failure.reason, "The printer is on fire")
        self.assertEqual(failure.next_attempt, in_a_minute)

    def test_reason_of_a_program_error_names_its_kind(self):
        self._fail_with(self.bad_order)

        with patch.object(TestFlowEngine, "error", ValueError("no such thing")):
            self._run()

        self.assertEqual(self.step.failure_ids.reason, "ValueError: no such thing")
        self.assertIn("Traceback", self.step.failure_ids.sudo().details)

    def test_failed_record_is_not_tried_before_its_time(self):
        self._fail_with(self.bad_order)
        self._run()
        self.batches.clear()

        self._run()

        self.assertFalse(self.batches)

    def test_failed_record_is_tried_alone(self):
        self._fail_with(self.bad_order)
        self._run()
        (self.orders - self.bad_order).client_order_ref = "due"
        self.batches.clear()

        with self._in(minutes=1):
            self._run()

        others = (self.orders - self.bad_order).ids
        self.assertEqual(self.batches, [others, self.bad_order.ids])

    def test_waiting_times_grow_until_a_person_is_asked(self):
        self._fail_with(self.bad_order)

        waits, moment = [], datetime(2030, 3, 5, 12)
        while moment:
            with freeze_time(moment):
                self._run()
            failure = self.step.failure_ids
            failure.invalidate_recordset()
            if failure.next_attempt:
                waits.append((failure.next_attempt - moment) / timedelta(minutes=1))
            moment = failure.next_attempt

        self.assertEqual(waits, [1, 5, 30, 2 * 60, 12 * 60])
        self.assertEqual((failure.state, failure.attempts), ("stuck", 6))
        self.assertTrue(self.bad_order.activity_ids)

    def test_stuck_failure_is_an_activity_of_the_salesperson(self):
        self._fail_with(self.bad_order)
        self._run()
        self.step.sudo().failure_ids.write({"attempts": 5, "next_attempt": False})

        self._run()

        activity = self.bad_order.activity_ids
        self.assertEqual(activity.user_id, self.salesperson)
        self.assertIn("The printer is on fire", activity.note)

    def test_order_without_salesperson_is_an_activity_of_the_administrator(self):
        self.bad_order.write({"user_id": False, "team_id": False})
        self.website.salesperson_id = False
        self._fail_with(self.bad_order)

        with patch.object(TestFlowEngine, "error", IssueError("Decide")):
            self._run()

        self.assertEqual(
            self.bad_order.activity_ids.user_id, self.env.ref("base.user_admin")
        )

    def test_what_only_people_can_decide_is_not_tried_again(self):
        self._fail_with(self.bad_order)

        with patch.object(TestFlowEngine, "error", IssueError("Decide")):
            self._run()

        self.assertEqual(self.step.failure_ids.state, "stuck")
        self.assertTrue(self.bad_order.activity_ids)

    def test_failure_and_activity_go_when_it_worked(self):
        self._fail_with(self.bad_order)
        with patch.object(TestFlowEngine, "error", IssueError("Decide")):
            self._run()
        self.failing_ids.clear()

        self.step.failure_ids.with_user(self.salesperson).action_retry()

        self.assertFalse(self.step.failure_ids)
        self.assertFalse(self.bad_order.activity_ids)
        self.assertEqual(self.bad_order.client_order_ref, "done")

    def test_failure_goes_when_somebody_else_did_it(self):
        self._fail_with(self.bad_order)
        self._run()
        self.bad_order.client_order_ref = "by hand"

        self._run()

        self.assertFalse(self.step.failure_ids.exists())

    def test_retry_that_fails_says_why(self):
        self._fail_with(self.bad_order)
        self._run()

        with mute_logger(RUNNER):
            action = self.step.failure_ids.action_retry()

        self.assertEqual(action["params"]["message"], "The printer is on fire")
        self.assertEqual(self.step.failure_ids.attempts, 1)

    def test_ignored_failure_is_never_tried_again(self):
        self._fail_with(self.bad_order)
        self._run()
        self.step.failure_ids.with_user(self.salesperson).action_ignore()
        self.batches.clear()

        with self._in(years=1):
            self._run()

        self.assertFalse(self.batches)

    def test_record_that_stays_due_is_a_failure_not_an_endless_loop(self):
        with patch.object(
            self.registry["sale.order"], "_flow_stamp", lambda _orders: None
        ):
            self._run()

        self.assertEqual(len(self.step.failure_ids), 5)

    def test_errors_can_be_returned_by_record(self):
        def report(orders):
            (orders - self.bad_order).client_order_ref = "done"
            return {order: self.error for order in orders if order == self.bad_order}

        with patch.object(self.registry["sale.order"], "_flow_stamp", report):
            self._run()

        self.assertEqual(self.step.failure_ids.order_id, self.bad_order)

    def test_outbox_handles_each_record_by_itself(self):
        self.step.sudo().is_outbox = True
        self._fail_with(self.bad_order)

        self._run()

        self.assertEqual(self.batches, [[order_id] for order_id in self.orders.ids])
        self.assertEqual(self.step.failure_ids.order_id, self.bad_order)
        self.assertEqual(self.bad_order.client_order_ref, "due")
