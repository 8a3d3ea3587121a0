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
        if not moment:
            return day + timedelta(days=count)
        # Odoo gives it in the time that the clocks showed at the start.
        return moment.astimezone(self._get_timezone()).date()

    def _get_next_working_day(self, day):
        """Return the day, or the first working day after it."""
        return self._add_working_days(day - timedelta(days=1), 1)

    def _get_last_working_day(self, day):
        """Return the day, or the last working day before it."""
        return self._add_working_days(day + timedelta(days=1), -1)

    def _get_begin(self, moment):
        """Return the first day on which people still work after a time in UTC."""
        day = self._get_day(moment)
        if not self or self._is_work_left(moment):
            return day
        return self._get_next_working_day(day + timedelta(days=1))

    def _is_work_left(self, moment):
        """Return whether people work later on the day of a time in UTC."""
        start = UTC.localize(moment).astimezone(self._get_timezone())
        midnight = datetime.combine(start.date() + timedelta(days=1), time.min)
        intervals = self._work_intervals_batch(
            start,
            self._get_timezone().localize(midnight),
            domain=self._get_holidays_domain(),
        )
        return bool(intervals[False])

    def _get_timezone(self):
        return timezone(self.tz or "UTC")

    def _get_holidays_domain(self):
        """Return the domain of the days off: not those of other companies."""
        holidays = Domain("time_type", "=", "leave")
        if self.company_id:
            holidays &= Domain("company_id", "in", [False, self.company_id.id])
        return list(holidays)
