from odoo import api, models
from odoo.tools import format_datetime

from .ecommerce_automation_alarm import LONGEST_SILENCE, LONGEST_WAIT


class EcommerceAutomationAlarmText(models.AbstractModel):
    """Description of alarms: what happened, why, and what to do."""

    _name = "ecommerce.automation.alarm.text"
    _description = "Texts of Automation Alarms"

    @api.model
    def _describe(self, alarm):
        """Return what happened, why, and what to do, in the user's language."""
        why, remedy = getattr(self, f"_explain_{alarm.cause}")(alarm)
        is_silent = alarm.cause in ("no_workers", "database_restart", "silence")
        tell = self._tell_silence if is_silent else self._tell_wait
        return {"what": tell(alarm), "why": why, "remedy": remedy}

    # === WHAT HAPPENED === #

    @api.model
    def _tell_silence(self, alarm):
        if not alarm.since:
            return self.env._("No automation has run yet.")
        return self.env._(
            "No automation has run for more than %(minutes)s minutes, since %(time)s.",
            minutes=LONGEST_SILENCE.minutes,
            time=self._format(alarm.since),
        )

    @api.model
    def _tell_wait(self, alarm):
        # In sudo mode because the responsible user is told, too.
        automation = alarm.automation.with_env(self.env).sudo()
        return self.env._(
            "%(automation)s: something due has waited for more than %(minutes)s "
            "minutes.",
            automation=automation.name,
            minutes=LONGEST_WAIT.minutes,
        )

    # === WHY, AND WHAT TO DO === #

    @api.model
    def _explain_no_workers(self, _alarm):
        return (
            self.env._(
                "This Odoo server runs no scheduled actions (max_cron_threads = 0), "
                "and no other server runs them."
            ),
            self.env._("Restart Odoo with max_cron_threads of at least 1."),
        )

    @api.model
    def _explain_database_restart(self, _alarm):
        return (
            self.env._(
                "PostgreSQL was restarted at %(time)s. This ends the scheduled actions "
                "of an Odoo server without workers until its next start.",
                time=self._format(self._get_database_start()),
            ),
            self.env._("Restart Odoo. Due records are then processed, each once."),
        )

    @api.model
    def _explain_silence(self, _alarm):
        return (
            self.env._(
                "Odoo's scheduled actions have ended, or other scheduled actions "
                "occupy all of its workers."
            ),
            self.env._(
                "Restart Odoo. If it happens again, raise max_cron_threads, and look "
                "for the cause in the server log."
            ),
        )

    @api.model
    def _explain_archived(self, _alarm):
        return (
            self.env._(
                "Its scheduled action is archived. Odoo archives scheduled actions "
                "after repeated errors."
            ),
            self.env._(
                "Switch the automation off and on again. If it is archived again, "
                "look for the cause in the server log."
            ),
        )

    @api.model
    def _explain_overload(self, alarm):
        why = self.env._("It is running, but more becomes due than it can process.")
        if not alarm.automation.is_parallel:
            return why, self.env._(
                "Wait until it has caught up. If it happens often, raise "
                "max_cron_threads, so that it does not wait for other scheduled "
                "actions."
            )
        return why, self.env._(
            "Raise its number of workers, and max_cron_threads accordingly."
        )

    @api.model
    def _explain_standstill(self, alarm):
        if alarm.since:
            why = self.env._(
                "It last finished at %(time)s, and has processed nothing lately: it is "
                "waiting for another service, for a locked record or for a free "
                "worker, or it is interrupted by errors.",
                time=self._format(alarm.since),
            )
        else:
            why = self.env._("It has never finished.")
        return why, self.env._(
            "Press Run Now. If it still waits then, restart Odoo, and look for the "
            "cause in the server log."
        )

    # === HELPERS === #

    @api.model
    def _get_database_start(self):
        return self.env["ecommerce.automation.alarm"]._get_database_start()

    @api.model
    def _format(self, time):
        return format_datetime(self.env, time, dt_format="short")
