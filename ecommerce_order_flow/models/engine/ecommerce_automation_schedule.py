from dateutil.relativedelta import relativedelta

from odoo import api, fields, models

# The regular run finds what no event triggered, and what becomes due by date.
INTERVAL_MINUTES = 10
# Lanes are only triggered when there is work for them.
NEVER = relativedelta(years=100)
# Lanes have a lower priority than other scheduled actions; Odoo's default is 5.
LANE_PRIORITY = 8


class EcommerceAutomationSchedule(models.AbstractModel):
    """Management of the scheduled actions of automations.

    Odoo runs a scheduled action on one worker at a time. Each automation has one that
    runs regularly. If more is due than it processes at once, it triggers its lanes:
    further scheduled actions that share the work, and do nothing otherwise.
    """

    _name = "ecommerce.automation.schedule"
    _description = "Automation Schedule"

    @api.model
    def _set_up(self, automation):
        """Give an automation its scheduled actions."""
        # In sudo mode because nobody else chooses scheduled actions.
        automation.sudo().cron_id = self._create_cron(automation)
        self._adjust_lanes(automation)

    @api.model
    def _adjust_lanes(self, automation):
        """Create or delete lanes, one for each worker but the first.

        :raise UserError: From Odoo, if a lane to be deleted is running.
        """
        # In sudo mode because only administrators can change scheduled actions.
        automation_sudo = automation.sudo()
        lanes = automation_sudo.lane_ids.sorted("id")
        for number in range(len(lanes) + 2, automation.workers + 1):
            lanes += self._create_cron(
                automation, **self._prepare_lane(automation, number)
            )
        wanted = lanes[: automation.workers - 1]
        automation_sudo.lane_ids = wanted
        self._delete(lanes - wanted)

    @api.model
    def _switch(self, automations, active):
        """Archive or restore the scheduled actions of the automations."""
        self._get_crons(automations).active = active

    @api.model
    def _get_crons(self, automations):
        # In sudo mode because only administrators can read scheduled actions.
        return automations.sudo().cron_id + automations.sudo().lane_ids

    @api.model
    def _delete(self, crons):
        """Delete scheduled actions with their server actions."""
        actions = crons.ir_actions_server_id
        crons.unlink()
        actions.unlink()

    @api.model
    def _wake_lanes(self, automation, count):
        """Trigger as many lanes as there are further batches.

        :param int count: Due records.
        """
        if automation.workers < 2:
            return
        size = 1 if automation.is_outbox else automation.batch_size
        further_batches = (count - 1) // size
        for lane in automation.lane_ids[:further_batches]:
            lane._trigger()

    @api.model
    def _go_on(self):
        """Run the current scheduled action again at once, because its time is up.

        Odoo itself would wait until the workers wake up, at most a minute later.
        """
        self.env["ir.cron"].browse(self.env.context["cron_id"])._trigger()

    # === VALUES === #

    @api.model
    def _create_cron(self, automation, **values):
        # In sudo mode because only administrators can create scheduled actions.
        crons_sudo = self.env["ir.cron"].sudo()
        return crons_sudo.create({**self._prepare_cron(automation), **values})

    @api.model
    def _prepare_cron(self, automation):
        return {
            "name": f"E-Commerce: {automation.name}",
            "model_id": self.env["ir.model"]._get_id(automation._name),
            "state": "code",
            "code": f"model._cron_run({automation.code!r})",
            "user_id": self.env.ref("base.user_root").id,
            "interval_number": INTERVAL_MINUTES,
            "interval_type": "minutes",
            "active": automation.active,
        }

    @api.model
    def _prepare_lane(self, automation, number):
        """Return the additional values of a lane's scheduled action."""
        return {
            "name": f"E-Commerce: {automation.name} ({number})",
            "code": f"model._cron_run({automation.code!r}, is_lane=True)",
            "nextcall": fields.Datetime.now() + NEVER,
            "priority": LANE_PRIORITY,
        }
