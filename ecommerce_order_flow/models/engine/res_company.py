from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    def _get_today(self):
        """Return today's date in the time zone of the company's working hours."""
        return self._get_day(fields.Datetime.now())

    def _get_day(self, moment):
        """Return the date of a time in UTC in the company's time zone."""
        # In sudo mode because not all users may read working hours.
        return self.sudo().resource_calendar_id._get_day(moment)
