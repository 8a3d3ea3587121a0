from odoo import api, models


class ResourceCalendarAttendance(models.Model):
    _inherit = "resource.calendar.attendance"

    @api.model_create_multi
    def create(self, vals_list):
        """Override of `resource` to forget the cached days."""
        hours = super().create(vals_list)
        self.env.registry.clear_cache()
        return hours

    def write(self, vals):
        """Override of `resource` to forget the cached days."""
        result = super().write(vals)
        self.env.registry.clear_cache()
        return result

    def unlink(self):
        """Override of `resource` to forget the cached days."""
        result = super().unlink()
        self.env.registry.clear_cache()
        return result
