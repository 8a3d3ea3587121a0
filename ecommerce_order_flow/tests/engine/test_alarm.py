from datetime import timedelta
from unittest.mock import patch

from odoo.tests import freeze_time, tagged

from ...models.engine import ecommerce_automation_alarm as alarm_module
from ...models.engine import server_start
from .alarm_common import NOW, AlarmCommon, ago


@freeze_time(NOW)
@tagged("post_install", "-at_install")
class TestAlarm(AlarmCommon):
    """People are alarmed if something due waits, or if no automation runs."""

    # === SOMETHING DUE WAITS === #

    def test_something_due_that_waits_too_long_is_an_alarm(self):
        self._wait()

        self.assertEqual(
            self._get_alarm()["what"],
            "Stamp orders: something due has waited for more than 15 minutes.",
        )

    def test_nothing_is_wrong_while_it_has_not_waited_long(self):
        self._wait(14)

        self.assertFalse(self._get_alarms())

    def test_nothing_is_wrong_if_nothing_is_due(self):
        self.orders.client_order_ref = "done"
        self._wait()

        self.assertFalse(self._get_alarms())

    def test_what_has_only_just_become_due_does_not_wait(self):
        self._wait()
        self._change_orders(5)

        self.assertFalse(self._get_alarms())

    def test_what_became_due_by_its_date_is_processed_first(self):
        self._change_orders(3 * 24 * 60)

        self.assertFalse(self._get_alarms())

    def test_automation_that_is_switched_off_is_not_late(self):
        self._wait()
        self.step.active = False
        self.assertFalse(self._get_alarms())

        self.step.active = True
        self.assertFalse(self._get_alarms(), "Its records wait from now on")
        self._wait()
        self.assertTrue(self._get_alarms())

    def test_listed_failures_are_no_alarm(self):
        automation = self.step.sudo()
        states = ("stuck", "ignored", "retry", "retry", "retry")
        for order, state in zip(self.orders, states, strict=True):
            self.world["ecommerce.failure"].sudo().create(
                {
                    "automation_id": automation.id,
                    "res_id": order.id,
                    "reason": "Fire",
                    "state": state,
                    "next_attempt": ago(1),
                }
            )
        self._wait()

        self.assertFalse(self._get_alarms())

    def test_records_of_other_companies_are_their_alarm(self):
        company = self.world["res.company"].create({"name": "Another"})
        stranger = self._create_user(
            "another",
            self.staff_groups,
            company_id=company.id,
            company_ids=[company.id],
        )
        self._wait()

        self.assertFalse(self._get_alarms(stranger))
        self.assertTrue(self._get_alarms())

    def test_server_that_was_off_may_catch_up_first(self):
        self._wait(120)
        self.starts["server"] = ago(14)
        self.assertFalse(self._get_alarms())

        self.starts["server"] = ago(16)
        self.assertTrue(self._get_alarms())

    def test_copy_of_the_shop_for_tests_is_quiet(self):
        self.world["ir.config_parameter"].set_param("database.is_neutralized", "True")
        self._wait()

        self.assertFalse(self._get_alarms())

    def test_records_of_a_bulk_operation_may_wait_for_each_other(self):
        self._wait()
        self.startPatcher(patch.object(alarm_module, "IN_BULK", ("stamp",)))
        self._create_run(1, done=50)
        self.assertFalse(self._get_alarms())

        self.world["ecommerce.automation.run"].search([]).sudo().unlink()
        self.assertTrue(self._get_alarms())

    # === WHY IT WAITS === #

    def test_archived_scheduled_action_is_told(self):
        self._wait()
        self.step.sudo().cron_id.active = False

        self.assertIn("is archived", self._get_alarm()["why"])
        self.assertIn("off and on", self._get_alarm()["remedy"])

    def test_more_than_can_be_processed_is_told(self):
        self._wait()
        self._create_run(1, done=50)

        self.assertIn("more becomes due", self._get_alarm()["why"])
        self.assertIn("Wait until", self._get_alarm()["remedy"])

        self.step.sudo().is_parallel = True
        self.assertIn("number of workers", self._get_alarm()["remedy"])

    def test_standstill_is_told(self):
        self._wait()
        self.assertIn("last finished at", self._get_alarm()["why"])

        self.step.sudo().cron_id.lastcall = False
        self.assertIn("never finished", self._get_alarm()["why"])

    # === WHEN NOTHING WAS DUE === #

    def test_run_that_finishes_has_caught_up(self):
        self._wait()

        self._run()

        self.env.invalidate_all()
        self.assertEqual(self.step.caught_up_at, NOW)
        self.assertFalse(self._get_alarms())

    def test_run_that_finds_nothing_has_caught_up(self):
        self.orders.client_order_ref = "done"
        self._wait()

        self._run()

        self.env.invalidate_all()
        self.assertEqual(self.step.caught_up_at, NOW)

    def test_runs_of_the_same_minute_note_it_once(self):
        self.orders.client_order_ref = "done"
        self.step.sudo().caught_up_at = NOW - timedelta(seconds=30)

        self._run()

        self.env.invalidate_all()
        self.assertEqual(self.step.caught_up_at, NOW - timedelta(seconds=30))

    def test_run_that_leaves_something_has_not_caught_up(self):
        self._wait()
        Runner = self.registry["ecommerce.automation.runner"]
        nothing = self.env["sale.order"]

        with patch.object(Runner, "_lock_due", return_value=nothing):
            self._run()

        self.env.invalidate_all()
        self.assertEqual(self.step.caught_up_at, ago(16))

    # === NO AUTOMATION RUNS === #

    def test_no_automation_that_runs_is_one_alarm(self):
        self._last_ran(13)
        self._wait(20)

        what = self._get_alarm()["what"]

        self.assertIn("No automation has run for more than 10 minutes", what)
        self.assertIn("Restart Odoo", self._get_alarm()["remedy"])

    def test_automations_that_have_time_are_quiet(self):
        self._last_ran(11)

        self.assertFalse(self._get_alarms(), "Their time came a minute ago")

    def test_automations_that_run_less_often_are_quiet(self):
        self._last_ran(14)
        self.automations.cron_id.write({"nextcall": ago(-30)})
        self.assertFalse(self._get_alarms())

        self.step.sudo().cron_id._trigger(ago(3))
        self.assertTrue(self._get_alarms(), "Somebody waits for it")

    def test_one_automation_at_work_is_enough(self):
        self._last_ran(14)
        self._create_run(9, done=1)

        self.assertFalse(self._get_alarms())

    def test_new_installation_is_quiet(self):
        self._last_ran(30)
        self.automations.cron_id.write({"lastcall": False})
        self.automations.caught_up_at = NOW

        self.assertFalse(self._get_alarms())

    def test_server_that_has_just_started_is_quiet(self):
        self._last_ran(120)
        self.starts["server"] = ago(9)

        self.assertFalse(self._get_alarms())

    def test_automations_that_are_all_off_are_quiet(self):
        self._last_ran(120)
        self.automations.active = False

        self.assertFalse(self._get_alarms())

    def test_restart_of_the_database_is_told(self):
        self._last_ran(13)
        self.starts["database"] = ago(12)

        self.assertIn("PostgreSQL was restarted at", self._get_alarm()["why"])

    def test_restart_of_the_database_ends_no_processes(self):
        self._last_ran(13)
        self.starts["database"] = ago(12)
        self.options["workers"] = 4

        self.assertIn("occupy all of its workers", self._get_alarm()["why"])

    def test_server_without_scheduled_actions_is_told(self):
        self._last_ran(13)
        self.options["max_cron_threads"] = 0

        self.assertIn("max_cron_threads = 0", self._get_alarm()["why"])

    def test_starts_of_server_and_database_are_known(self):
        Alarm = alarm_module.EcommerceAutomationAlarm
        started_at = Alarm._get_database_start(self.env["ecommerce.automation.alarm"])

        self.assertLess(started_at, NOW)
        for workers in (0, 2):
            with patch.object(server_start, "config", {"workers": workers}):
                self.assertLess(server_start.get_server_start(), NOW)

    # === ACTIVITY === #

    def test_responsible_user_is_alarmed_once(self):
        self._wait()

        self._watch()
        self._watch()

        activity = self._get_activities()
        self.assertEqual(activity.user_id, self.env.ref("base.user_admin"))
        self.assertEqual(activity.summary, self._get_alarm()["what"])
        self.assertIn("Press Run Now", activity.note)

    def test_whoever_opens_a_screen_alarms_the_responsible_user(self):
        self._last_ran(13)

        self._get_alarms()
        self._get_alarms()

        self.assertEqual(len(self._get_activities()), 1)

    def test_activity_that_is_done_does_not_come_back(self):
        self._wait()
        self._watch()
        self._get_activities()._action_done()

        self._watch()

        self.assertFalse(self._get_activities())

    def test_activity_goes_with_its_cause_and_comes_with_the_next(self):
        self._wait()
        self._watch()
        self.step.sudo().caught_up_at = NOW
        self._watch()
        self.assertFalse(self._get_activities())

        self._wait()
        self._watch()
        self.assertEqual(len(self._get_activities()), 1)

    def test_watch_is_for_all_companies(self):
        company = self.world["res.company"].create({"name": "Another"})
        self._wait()
        self.env.cr.execute(
            "UPDATE sale_order SET company_id = %s WHERE id IN %s",
            [company.id, tuple(self.orders.ids)],
        )
        self.assertFalse(self._get_alarms())

        self._watch()

        self.assertTrue(self._get_activities())

    # === WHO, AND AT WHAT COST === #

    def test_warehouse_gets_no_alarms(self):
        worker = self._create_user("worker", "stock.group_stock_user")
        self._wait()

        self.assertEqual(self._get_alarms(worker), [])
        self.assertFalse(self._get_activities())

    def test_silence_costs_few_queries(self):
        self._get_alarms()
        self.env.invalidate_all()

        with self.assertQueryCount(12):
            self.env["ecommerce.automation"].get_alarms()
