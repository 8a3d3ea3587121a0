from datetime import timedelta
from unittest.mock import patch

from odoo import SUPERUSER_ID, fields

from ...models.engine import ecommerce_automation_alarm as alarm_module
from .automation_common import FlowEngineCommon

NOW = fields.Datetime.to_datetime("2030-03-05 12:00:00")
LONG_AGO = NOW - timedelta(days=30)


def ago(minutes):
    return NOW - timedelta(minutes=minutes)


class AlarmCommon(FlowEngineCommon):
    """Automations that all ran five minutes ago."""

    def setUp(self):
        super().setUp()
        Alarm = self.registry["ecommerce.automation.alarm"]
        self.starts = {"server": LONG_AGO, "database": LONG_AGO}
        for name in self.starts:
            start = patch.object(
                Alarm, f"_get_{name}_start", lambda _self, name=name: self.starts[name]
            )
            self.startPatcher(start)
        self.options = {"max_cron_threads": 2, "workers": 0}
        self.startPatcher(patch.object(alarm_module, "config", self.options))
        self.world["ecommerce.automation.run"].search([]).sudo().unlink()
        self.automations = self.world["ecommerce.automation"].sudo().search([])
        self._last_ran(5)

    def _last_ran(self, minutes):
        """Let all automations have run and caught up some minutes ago."""
        self.automations.caught_up_at = ago(minutes)
        self.automations.cron_id.write(
            {"lastcall": ago(minutes), "nextcall": ago(minutes - 10)}
        )
        self.world["ir.cron.trigger"].search([]).unlink()

    def _wait(self, minutes=16):
        """Let the stamp's orders be due for some minutes, while others are done."""
        self._change_orders(minutes)
        self.step.sudo().caught_up_at = ago(minutes)

    def _change_orders(self, minutes):
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE sale_order SET write_date = %s WHERE id IN %s",
            [ago(minutes), tuple(self.orders.ids)],
        )
        self.env.invalidate_all()

    def _get_alarms(self, user=None):
        self.env.invalidate_all()
        automations = self.env["ecommerce.automation"].with_user(user or self.staff)
        return automations.get_alarms()

    def _get_alarm(self):
        (alarm,) = self._get_alarms()
        return alarm

    def _watch(self):
        self.env["ecommerce.automation"].with_user(SUPERUSER_ID)._cron_watch()
        self.env.invalidate_all()

    def _get_activities(self):
        return self.automations.alarm_activity_id.filtered("active")

    def _create_run(self, minutes, **values):
        with patch.object(self.env.cr, "now", return_value=ago(minutes)):
            self.world["ecommerce.automation.run"].sudo().create(
                {"automation_id": self.step.id, **values}
            )
