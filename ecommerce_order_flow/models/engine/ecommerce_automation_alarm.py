from dataclasses import dataclass
from datetime import datetime

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL, config

from .server_start import get_server_start

# How long something due may wait, and all automations together may not run.
LONGEST_WAIT = relativedelta(minutes=15)
LONGEST_SILENCE = relativedelta(minutes=10)
# Odoo's workers look once a minute which scheduled actions are to run.
LATEST_START = relativedelta(minutes=2)
# Their records become due by the hundred at once. They may wait for each other.
IN_BULK = (
    "run_bulk",
    "remind_cart",
    "note_delivery",
    "check_consistency",
    "find_status",
)


@dataclass(frozen=True)
class Alarm:
    """Something due that waits too long, or automations that don't run."""

    automation: models.Model  # the one to look at
    cause: str  # `_explain_<cause>` of `ecommerce.automation.alarm.text` describes it
    since: datetime | None = None


class EcommerceAutomationAlarm(models.AbstractModel):
    """Detection of automations that stand still.

    Nothing is stored for it but when an automation last had nothing due: whatever is
    due became so later. It is computed by whoever looks, because scheduled actions may
    have ended.
    """

    _name = "ecommerce.automation.alarm"
    _description = "Automation Alarms"

    @api.model
    def _find(self):
        """Return the alarms for the companies of the environment."""
        # In sudo mode because users may not read scheduled actions and parameters.
        automations_sudo = self.env["ecommerce.automation"].sudo()
        if self.env["ir.config_parameter"].sudo().get_param("database.is_neutralized"):
            return []
        active = automations_sudo.search([("active", "=", True)])
        active = active.filtered(lambda automation: automation._is_ready())
        if silence := self._find_silence(active):
            return [silence]
        return [
            Alarm(automation, self._get_cause(automation), automation.cron_id.lastcall)
            for automation in active
            if self._is_late(automation)
        ]

    # === NO AUTOMATION RUNS === #

    @api.model
    def _find_silence(self, automations):
        """Return the alarm if no automation runs although it is time, or None."""
        crons = automations.cron_id.filtered("active")
        last_sign = self._get_last_sign(automations)
        begin = max(last_sign or datetime.min, self._get_server_start())
        now = fields.Datetime.now()
        if begin > now - LONGEST_SILENCE or not self._is_overdue(crons):
            return None
        cause = self._get_cause_of_silence(last_sign)
        return Alarm(automations[:1], cause, last_sign)

    @api.model
    def _is_overdue(self, crons):
        """Return whether one of the scheduled actions should run, but does not."""
        latest = fields.Datetime.now() - LATEST_START
        if any(cron.nextcall <= latest for cron in crons):
            return True
        triggered = Domain("cron_id", "in", crons.ids) & Domain("call_at", "<=", latest)
        # In sudo mode because scheduled actions are the administrator's.
        triggers_sudo = self.env["ir.cron.trigger"].sudo()
        return bool(triggers_sudo.search_count(triggered, limit=1))

    @api.model
    def _get_last_sign(self, automations):
        """Return when an automation last did anything, or None."""
        runs = self.env["ecommerce.automation.run"]
        # In sudo mode because it doesn't depend on who looks.
        last_run = runs.sudo().search([], order="id desc", limit=1)
        crons = automations.cron_id + automations.lane_ids
        signs = [
            last_run.create_date,
            *crons.mapped("lastcall"),
            *automations.mapped("caught_up_at"),
        ]
        return max(filter(None, signs), default=None)

    @api.model
    def _get_cause_of_silence(self, last_sign):
        if not config["max_cron_threads"]:
            return "no_workers"
        has_threads = not config["workers"]
        if has_threads and last_sign and self._get_database_start() > last_sign:
            return "database_restart"
        return "silence"

    @api.model
    def _get_server_start(self):
        return get_server_start()

    @api.model
    def _get_database_start(self):
        """Return when PostgreSQL was started, in UTC."""
        start = SQL("SELECT pg_postmaster_start_time() AT TIME ZONE 'UTC'")
        return self.env.execute_query(start)[0][0]

    # === SOMETHING DUE WAITS === #

    @api.model
    def _is_late(self, automation):
        """Return whether something due has waited too long for an automation."""
        latest = fields.Datetime.now() - LONGEST_WAIT
        if max(automation.caught_up_at, self._get_server_start()) > latest:
            return False
        if automation.code in IN_BULK and self._is_progressing(automation):
            return False
        waiting = self._get_waiting_domain(automation, latest)
        return bool(automation._get_model().search_count(waiting, limit=1))

    @api.model
    def _get_waiting_domain(self, automation, latest):
        """Return the domain of the records that have been due for too long.

        Without those that failed, which are listed, and those changed in the meantime:
        they may have become due by that.
        """
        # In sudo mode because what is due doesn't depend on which failures one sees.
        failures_sudo = self.env["ecommerce.failure"].sudo()
        failed = failures_sudo._search([("automation_id", "=", automation.id)])
        has_date = "write_date" in automation._get_model()._fields
        return (
            automation._get_due_domain()
            & automation._get_company_domain()
            & (Domain("write_date", "<=", latest) if has_date else Domain.TRUE)
            & Domain("id", "not in", failed.subselect("res_id"))
        )

    @api.model
    def _is_progressing(self, automation):
        """Return whether the automation has processed something lately."""
        latest = fields.Datetime.now() - LONGEST_WAIT
        done = Domain("automation_id", "=", automation.id)
        done &= Domain("create_date", ">", latest) & Domain("done", ">", 0)
        # In sudo mode because it doesn't depend on who looks.
        runs_sudo = self.env["ecommerce.automation.run"].sudo()
        return bool(runs_sudo.search_count(done, limit=1))

    @api.model
    def _get_cause(self, automation):
        if not automation.cron_id.active:
            return "archived"
        if self._is_progressing(automation):
            return "overload"
        return "standstill"
