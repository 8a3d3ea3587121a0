from contextlib import suppress
from datetime import timedelta
from unittest.mock import patch

from odoo import fields
from odoo.exceptions import AccessError, ValidationError
from odoo.fields import Command
from odoo.tests import freeze_time, tagged

from .automation_common import FlowEngineCommon


@freeze_time("2030-03-05 12:00:00")
@tagged("post_install", "-at_install")
class TestFlowStep(FlowEngineCommon):
    """The automations' screen: figures, switches, and who may see and do what."""

    def _create_run(self, days_ago, **values):
        Run = self.env["ecommerce.automation.run"].sudo()
        then = fields.Datetime.now() - timedelta(days=days_ago)
        with patch.object(self.env.cr, "now", return_value=then):
            return Run.create({"automation_id": self.step.id, **values})

    # === THE SCREEN === #

    def test_figures_of_a_step(self):
        self._fail_with(self.bad_order)
        self.assertEqual(self.step.backlog, 5)

        self._run()
        self.step.invalidate_recordset()

        self.assertEqual(self.step.backlog, 0)
        self.assertEqual(self.step.done_today, 4)
        self.assertEqual(self.step.failure_count, 1)
        self.assertEqual(self.step.stuck_count, 0)

    def test_what_was_done_yesterday_is_not_of_today(self):
        self._create_run(days_ago=1, done=7)

        self.assertEqual(self.step.done_today, 0)

    def test_showing_what_is_due_does_nothing(self):
        action = self.step.action_show_due()

        self.assertEqual(action["domain"], [("id", "in", self.orders.ids)])
        self.assertFalse(self.batches)

    def test_run_now_wakes_the_cron(self):
        self.step.action_run_now()
        self.env.cr.flush()

        triggers = self.world["ir.cron.trigger"].search([])
        self.assertIn(self.step.sudo().cron_id, triggers.cron_id)

    def test_what_is_woken_in_a_transaction_is_one_statement(self):
        automation = self.env["ecommerce.automation"]
        automation._trigger("stamp")  # What is read once is read now.
        in_an_hour = fields.Datetime.add(fields.Datetime.now(), hours=1)
        self.env.cr.flush()
        self.world["ir.cron.trigger"].search([]).unlink()

        with self.assertQueryCount(1):
            automation._trigger("stamp", "create_invoice")
            automation._trigger("stamp")
            automation._trigger("stamp", at=in_an_hour)

        triggers = self.world["ir.cron.trigger"].search([])
        cron = self.step.sudo().cron_id
        own_triggers = triggers.filtered(lambda it: it.cron_id == cron)
        self.assertEqual(len(triggers), 3)
        self.assertEqual(len(own_triggers), 2)
        self.assertEqual(max(own_triggers.mapped("call_at")), in_an_hour)

    def test_what_is_rolled_back_wakes_nobody(self):
        self.world["ir.cron.trigger"].search([]).unlink()
        with suppress(ZeroDivisionError), self.env.cr.savepoint():
            self.env["ecommerce.automation"]._trigger("stamp")
            raise ZeroDivisionError

        self.env.cr.flush()

        self.assertFalse(self.world["ir.cron.trigger"].search([]))

    def test_inactive_automation_is_not_woken(self):
        self.step.active = False
        self.world["ir.cron.trigger"].search([]).unlink()

        self.env["ecommerce.automation"]._trigger("stamp")
        self.env.cr.flush()

        self.assertFalse(self.world["ir.cron.trigger"].search([]))

    def test_scheduled_action_that_is_gone_is_not_woken(self):
        self.env["ecommerce.automation"]._trigger("stamp")
        self.env.cr.flush()
        self.step.sudo().cron_id.unlink()

        self.env["ecommerce.automation"]._trigger("stamp")
        self.env.cr.flush()

        self.assertFalse(self.step.sudo().cron_id)

    def test_old_runs_are_forgotten(self):
        run = self._create_run(days_ago=91)

        run._gc_old_runs()

        self.assertFalse(run.exists())

    def test_switch_of_the_step_is_the_switch_of_its_cron(self):
        self.step.active = False
        self.assertFalse(self.step.cron_id.active)

        self.step.active = True
        self.assertTrue(self.step.cron_id.active)

    def test_removed_step_leaves_no_cron_behind(self):
        cron = self.step.cron_id
        action = cron.sudo().ir_actions_server_id

        self.step.sudo().unlink()

        self.assertFalse(cron.exists())
        self.assertFalse(action.exists())

    def test_step_without_methods_is_refused(self):
        with self.assertRaises(ValidationError):
            self._create_step("Nothing", "nothing")

    def test_all_steps_have_their_methods(self):
        steps = self.env["ecommerce.automation"].search([])

        self.assertTrue(all(step._is_ready() for step in steps))

    # === RIGHTS === #

    def test_salespeople_may_look_but_not_switch(self):
        step = self.step.with_user(self.salesperson)
        self.assertEqual(step.backlog, 5)

        with self.assertRaises(AccessError):
            step.active = False
        with self.assertRaises(AccessError):
            step.action_run_now()

    def test_managers_switch_automations_and_nothing_else(self):
        manager = self._create_user("manager", "sales_team.group_sale_manager")
        step = self.step.with_user(manager)
        cron = self.world.ref("mail.ir_cron_mail_scheduler_action")

        step.write({"active": False, "batch_size": 20, "sequence": 3})
        for values in (
            {"cron_id": cron.id},
            {"lane_ids": [Command.set(cron.ids)]},
            {"code": "ship"},
            {"model_id": self.world["ir.model"]._get_id("res.users")},
            {"is_outbox": True},
            {"is_parallel": True},
            {"keeps_trying": True},
        ):
            with self.subTest(values), self.assertRaises(AccessError):
                step.write(values)
        step.active = True

        self.assertTrue(cron.active)
        self.assertTrue(step.sudo().cron_id.active)

    def test_salespeople_find_what_an_automation_did(self):
        self._fail_with(self.bad_order)
        self._run()
        step = self.step.with_user(self.salesperson)

        failures, runs = (
            step.env[action["res_model"]].search(action["domain"])
            for action in (step.action_show_failures(), step.action_show_runs())
        )

        self.assertEqual(failures.order_id, self.bad_order)
        self.assertEqual(sum(runs.mapped("done")), 4)
        self.assertEqual(failures.action_open_record()["res_id"], self.bad_order.id)

    def test_salespeople_see_failures_of_their_own_orders_only(self):
        other = self._create_user("other", "sales_team.group_sale_salesman")
        self._fail_with(self.bad_order)
        self._run()
        Failure = self.env["ecommerce.failure"]

        self.assertTrue(Failure.with_user(self.salesperson).search([]))
        self.assertFalse(Failure.with_user(other).search([]))

    def test_nobody_sees_failures_of_other_companies(self):
        self._fail_with(self.bad_order)
        self._run()
        self.step.sudo().failure_ids.company_id = self.world["res.company"].create(
            {"name": "Other"}
        )
        manager = self._create_user("manager", "sales_team.group_sale_manager")

        self.assertFalse(self.env["ecommerce.failure"].with_user(manager).search([]))

    def test_customers_see_nothing(self):
        customer = self._create_user("buyer", "base.group_portal")

        with self.assertRaises(AccessError):
            self.env["ecommerce.failure"].with_user(customer).search([])
