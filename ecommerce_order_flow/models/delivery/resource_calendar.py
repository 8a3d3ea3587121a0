from datetime import datetime, time, timedelta

from pytz import UTC, timezone

from odoo import fields, models
from odoo.fields import Domain


class ResourceCalendar(models.Model):
    _inherit = "resource.calendar"

    # These work without a calendar, too: then every day is a working day, in UTC.

    def _get_day(self, moment):
        """Return the day of a time in UTC where people work by the calendar."""
        return UTC.localize(moment).astimezone(self._get_timezone()).date()

    def _get_today(self):
        """Return the day that it is where people work by the calendar."""
        return self._get_day(fields.Datetime.now())

    def _add_working_days(self, day, count):
        """Return the working day that is a number of working days after a day.

        :param int count: 0 is the day itself, whatever day it is; less than 0 is
            before it.
        """
        if not count:
            return day
        start = day + timedelta(days=1) if count > 0 else day
        midnight = self._get_timezone().localize(datetime.combine(start, time.min))
        moment = self and self.plan_days(
            count, midnight, compute_leaves=True, domain=self._get_holidays_domain()
        )
        return moment.date() if moment else day + timedelta(days=count)

    def _get_next_working_day(self, day):
        """Return the day, or the first working day after it."""
        return self._add_working_days(day - timedelta(days=1), 1)

    def _get_timezone(self):
        return timezone(self.tz or "UTC")

    def _get_holidays_domain(self):
        """Return the domain of the days off: not those of other companies."""
        holidays = Domain("time_type", "=", "leave")
        if self.company_id:
            holidays &= Domain("company_id", "in", [False, self.company_id.id])
        return list(holidays)
