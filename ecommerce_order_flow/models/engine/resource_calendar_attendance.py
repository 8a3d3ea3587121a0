from odoo import models


class ResourceCalendarAttendance(models.Model):
    """Hours, from which the working days of calendars are cached."""

    _name = "resource.calendar.attendance"
    _inherit = ["ecommerce.cached.mixin", "resource.calendar.attendance"]
