from pytz import UTC

from odoo import api, fields, models


class EcommerceAutomation(models.Model):
    """Figures of the automations."""

    _inherit = "ecommerce.automation"

    backlog = fields.Integer(
        string="Due",
        compute="_compute_backlog",
        help="Records due now.",
    )
    last_run = fields.Datetime(
        related="cron_id.lastcall", string="Last Run", help="When it last ran."
    )
    next_run = fields.Datetime(
        related="cron_id.nextcall",
        string="Next Run",
        help="Next scheduled run; it may be triggered earlier.",
    )
    done_today = fields.Integer(
        compute="_compute_done_today", help="Records processed today."
    )
    failure_ids = fields.One2many("ecommerce.failure", "automation_id")
    failure_count = fields.Integer(
        string="Failures",
        compute="_compute_failure_counts",
        help="Failed records that are not ignored.",
    )
    stuck_count = fields.Integer(
        string="Action Required",
        compute="_compute_failure_counts",
        help="Failed records without further retries.",
    )

    # === COMPUTE METHODS === #

    def _compute_backlog(self):
        for automation in self:
            automation.backlog = (
                automation._get_model().search_count(
                    automation._get_open_domain() & automation._get_company_domain()
                )
                if automation._is_ready()
                else 0
            )

    def _compute_done_today(self):
        counts = self.env["ecommerce.automation.run"]._read_group(
            [
                ("automation_id", "in", self.ids),
                ("create_date", ">=", self._get_start_of_today()),
            ],
            ["automation_id"],
            ["done:sum"],
        )
        done_by_step = dict(counts)
        for automation in self:
            automation.done_today = done_by_step.get(automation, 0)

    def _get_start_of_today(self):
        """Return the start of the user's day, in UTC."""
        now = fields.Datetime.context_timestamp(self, fields.Datetime.now())
        midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
        return midnight.astimezone(UTC).replace(tzinfo=None)

    @api.depends("failure_ids.state")
    def _compute_failure_counts(self):
        counts = self.env["ecommerce.failure"]._read_group(
            [("automation_id", "in", self.ids), ("state", "!=", "ignored")],
            ["automation_id", "state"],
            ["__count"],
        )
        count_by_state = {
            (automation, state): count for automation, state, count in counts
        }
        for automation in self:
            automation.stuck_count = count_by_state.get((automation, "stuck"), 0)
            retried_count = count_by_state.get((automation, "retry"), 0)
            automation.failure_count = automation.stuck_count + retried_count
