from contextlib import closing
from unittest.mock import patch

from psycopg2.errors import CheckViolation

from odoo import SUPERUSER_ID, api, fields
from odoo.exceptions import AccessError
from odoo.sql_db import db_connect
from odoo.tests import tagged
from odoo.tools import mute_logger

from ...models.engine.claims import claimed
from .automation_common import FlowEngineCommon
from .lane_table import WOKEN


@tagged("post_install", "-at_install")
class TestAutomationLanes(FlowEngineCommon):
    """Several workers share the work of one automation; idle ones cost nothing."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.step.sudo().write({"is_parallel": True, "workers": 3})
        cls.lanes = cls.step.sudo().lane_ids

    def _count_woken(self):
        Trigger = self.world["ir.cron.trigger"]
        return len(Trigger.search([("cron_id", "in", self.lanes.ids)]).cron_id)

    def _run_lane(self):
        with self.enter_registry_test_mode(), self.registry.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {})
            env["ecommerce.automation"]._cron_run("stamp", is_lane=True)

    def _open_session(self):
        """Return the cursor of another worker, a connection of its own."""
        return self.enterContext(closing(db_connect(self.env.cr.dbname).cursor()))

    def _get_done(self):
        return self.orders.filtered(lambda order: order.client_order_ref == "done")

    # === WHO IS WOKEN === #

    def test_lanes_are_woken_as_there_is_work_for_them(self):
        for case, is_outbox, batch_size, workers, due, woken in WOKEN:
            with self.subTest(case):
                self.orders.client_order_ref = "mine"
                self.orders[:due].client_order_ref = "due"
                self.step.sudo().write(
                    {
                        "is_outbox": is_outbox,
                        "batch_size": batch_size,
                        "workers": workers,
                    }
                )
                self.lanes = self.step.sudo().lane_ids
                self.world["ir.cron.trigger"].search([]).unlink()

                self._run()

                self.assertEqual(self._count_woken(), woken)
                self.assertEqual(self._get_done(), self.orders[:due])

    def test_events_wake_the_automation_and_not_its_lanes(self):
        self.env["ecommerce.automation"]._trigger("stamp")
        self.env.cr.flush()

        self.assertEqual(self._count_woken(), 0)

    def test_lanes_wake_no_others(self):
        self.step.batch_size = 1

        self._run_lane()

        self.assertEqual(self._count_woken(), 0)
        self.assertEqual(self._get_done(), self.orders)

    def test_an_idle_automation_costs_the_same_with_lanes(self):
        self.orders.client_order_ref = "mine"
        counts = []
        for workers in (1, 3):
            self.step.sudo().workers = workers
            self.env.flush_all()
            self._run()  # What is read once is read now.
            before = self.env.cr.sql_log_count
            self._run()
            counts.append(self.env.cr.sql_log_count - before)

        self.assertEqual(*counts)

    def test_lanes_never_look_by_themselves(self):
        in_years = fields.Datetime.add(fields.Datetime.now(), years=50)

        self.assertTrue(all(lane.nextcall > in_years for lane in self.lanes))

    def test_a_lane_does_what_the_automation_does(self):
        with self.enter_registry_test_mode():
            self.lanes[0].method_direct_trigger()

        self.assertEqual(self._get_done(), self.orders)

    def test_who_runs_out_of_time_goes_on_at_once(self):
        self.step.batch_size = 1
        cron = self.step.sudo().cron_id
        runner = self.registry["ecommerce.automation.runner"]
        with (
            patch.object(runner, "_run_patiently", lambda *_args: False),
            self.enter_registry_test_mode(),
        ):
            cron.method_direct_trigger()

        triggers = self.world["ir.cron.trigger"].search([("cron_id", "=", cron.id)])
        self.assertIn(cron, triggers.cron_id)

    # === WHO DOES WHAT === #

    def test_what_another_worker_is_at_is_left_to_it(self):
        with claimed(self._open_session(), "stamp", self.bad_order.ids):
            self._run()
        self.assertEqual(self._get_done(), self.orders - self.bad_order)

        self._run()
        self.assertEqual(self._get_done(), self.orders)

    def test_what_was_left_to_another_worker_is_looked_at_again(self):
        cron = self.step.sudo().cron_id
        self.world["ir.cron.trigger"].search([]).unlink()
        with claimed(self._open_session(), "stamp", self.bad_order.ids):
            self._run()

        triggers = self.world["ir.cron.trigger"].search([])
        self.assertEqual(triggers.cron_id, cron)
        self.assertGreater(triggers.call_at, fields.Datetime.now())

    def test_claims_outlast_commits_and_rollbacks(self):
        mine, theirs = self._open_session(), self._open_session()
        with claimed(mine, "stamp", [1, 2]) as own:
            self.assertEqual(sorted(own), [1, 2])
            mine.commit()
            mine.rollback()
            with claimed(theirs, "stamp", [2, 3]) as rest:
                self.assertEqual(rest, [3])
            with claimed(theirs, "other", [2]) as others:
                self.assertEqual(others, [2])
        with claimed(theirs, "stamp", [1, 2, 3]) as free:
            self.assertEqual(sorted(free), [1, 2, 3])

    def test_claims_end_with_an_error(self):
        mine, theirs = self._open_session(), self._open_session()
        with self.assertRaises(ZeroDivisionError), claimed(mine, "stamp", [1]):
            raise ZeroDivisionError

        with claimed(theirs, "stamp", [1]) as free:
            self.assertEqual(free, [1])

    def test_others_claim_nothing(self):
        self.step.sudo().write({"workers": 1, "is_parallel": False})
        with claimed(self._open_session(), "stamp", self.bad_order.ids):
            self._run()

        self.assertEqual(self._get_done(), self.orders)

    # === HOW MANY THERE ARE === #

    def test_there_is_a_lane_for_each_worker_but_the_first(self):
        self.assertEqual(len(self.lanes), 2)
        actions = self.lanes.ir_actions_server_id

        self.step.workers = 1

        self.assertFalse(self.lanes.exists())
        self.assertFalse(actions.exists())
        self.assertTrue(self.step.sudo().cron_id)

    def test_a_switch_of_the_automation_is_one_of_all_lanes(self):
        self.step.active = False
        self.assertFalse(any(self.lanes.mapped("active")))

        self.step.active = True
        self.assertTrue(all(self.lanes.mapped("active")))

    def test_new_lanes_of_a_switched_off_automation_are_off(self):
        self.step.active = False

        self.step.workers = 4

        self.assertFalse(any(self.step.sudo().lane_ids.mapped("active")))

    def test_a_removed_automation_leaves_no_lanes_behind(self):
        actions = self.lanes.ir_actions_server_id

        self.step.sudo().unlink()

        self.assertFalse(self.lanes.exists())
        self.assertFalse(actions.exists())

    def test_the_others_do_what_a_lost_lane_would(self):
        self.step.batch_size = 1
        self.lanes[0].active = False
        self.lanes[1].unlink()

        self._run()

        self.assertEqual(self._get_done(), self.orders)
        self.assertEqual(self._count_woken(), 0)

    def test_a_lost_lane_comes_back_with_the_number_of_workers(self):
        self.lanes[1].unlink()

        self.step.workers = 3

        self.assertEqual(len(self.step.sudo().lane_ids), 2)

    def test_there_is_one_worker_at_least_and_no_crowd(self):
        for workers in (0, 17):
            with self.subTest(workers=workers):
                self._ensure_refused(workers)

    def test_what_must_not_be_shared_has_one_worker(self):
        self.step.sudo().write({"is_parallel": False, "workers": 1})

        self._ensure_refused(2)

    def _ensure_refused(self, workers):
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaises(CheckViolation),
            self.env.cr.savepoint(),
        ):
            self.step.workers = workers
            self.env.flush_all()

    # === WHO MAY === #

    def test_managers_say_how_many_workers_there_are(self):
        self.step.workers = 2
        self.assertEqual(len(self.step.sudo().lane_ids), 1)

        with self.assertRaises(AccessError):
            self.step.with_user(self.salesperson).workers = 3
