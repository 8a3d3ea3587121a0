from odoo import api, models


class ResourceCalendarLeaves(models.Model):
    _inherit = "resource.calendar.leaves"

    @api.model_create_multi
    def create(self, vals_list):
        """Override of `resource` to forget the cached days."""
        leaves = super().create(vals_list)
        leaves._forget_days()
        return leaves

    def write(self, vals):
        """Override of `resource` to forget the cached days."""
        self._forget_days()
        result = super().write(vals)
        self._forget_days()
        return result

    def unlink(self):
        """Override of `resource` to forget the cached days."""
        self._forget_days()
        return super().unlink()

    def _forget_days(self):
        """Clear the cached days of calendars, unless it is an employee's leave."""
        if not all(leave.resource_id for leave in self):
            self.env.registry.clear_cache()
