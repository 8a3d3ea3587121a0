from datetime import datetime, time, timedelta

from pytz import UTC, timezone

from odoo import fields, models
from odoo.fields import Domain
from odoo.tools import ormcache


class ResourceCalendar(models.Model):
    _inherit = "resource.calendar"

    # These methods also work on an empty recordset: then every day is a working day, in
    # UTC. What they read is cached until a calendar, its hours or its days off change.

    def write(self, vals):
        """Override of `resource` to forget the cached days."""
        result = super().write(vals)
        self.env.registry.clear_cache()
        return result

    def _get_day(self, moment):
        """Return the date of a time in UTC in the calendar's time zone."""
        return UTC.localize(moment).astimezone(self._get_timezone()).date()

    def _get_today(self):
        """Return today's date in the calendar's time zone."""
        return self._get_day(fields.Datetime.now())

    def _get_end_of_day(self, day):
        """Return the end of a day in the calendar's time zone, in UTC."""
        midnight = datetime.combine(day, time(23, 59, 59))
        local = self._get_timezone().localize(midnight)
        return local.astimezone(UTC).replace(tzinfo=None)

    def _add_working_days(self, day, count):
        """Return the date a number of working days after a date.

        :param int count: 0 returns the date itself, even if it is a day off; negative
            numbers count backwards.
        """
        if not count or not self:
            return day + timedelta(days=count)
        return self._plan_working_days(day, count)

    @ormcache("self.id", "day", "count")
    def _plan_working_days(self, day, count):
        start = day + timedelta(days=1) if count > 0 else day
        midnight = self._get_timezone().localize(datetime.combine(start, time.min))
        # In sudo mode because the cached days are the same for everybody.
        moment = self.sudo().plan_days(
            count, midnight, compute_leaves=True, domain=self._get_holidays_domain()
        )
        if not moment:
            return day + timedelta(days=count)
        # Odoo returns it with the UTC offset of the start.
        return moment.astimezone(self._get_timezone()).date()

    def _get_next_working_day(self, day):
        """Return the date, or the next working day."""
        return self._add_working_days(day - timedelta(days=1), 1)

    def _get_last_working_day(self, day):
        """Return the date, or the previous working day."""
        return self._add_working_days(day + timedelta(days=1), -1)

    def _get_begin(self, moment):
        """Return the first date with working time left after a time in UTC."""
        day = self._get_day(moment)
        if not self or self._is_work_left(moment):
            return day
        return self._get_next_working_day(day + timedelta(days=1))

    def _is_work_left(self, moment):
        """Return whether working time is left on the date of a time in UTC."""
        _zone, is_flexible = self._get_settings()
        day = self._get_day(moment)
        if is_flexible:  # Its hours begin whenever somebody looks.
            return bool(self._find_work(UTC.localize(moment), day))
        end = self._get_end_of_work(day)
        return bool(end) and moment < end

    @ormcache("self.id", "day")
    def _get_end_of_work(self, day):
        """Return when the work of a date ends, in UTC, or None on days off."""
        midnight = self._get_timezone().localize(datetime.combine(day, time.min))
        ends = [end for _start, end, _hours in self._find_work(midnight, day)]
        return max(ends).astimezone(UTC).replace(tzinfo=None) if ends else None

    def _find_work(self, start, day):
        """Return the intervals of working time from a time until the end of a date."""
        zone = self._get_timezone()
        midnight = datetime.combine(day + timedelta(days=1), time.min)
        # In sudo mode because the cached days are the same for everybody.
        return self.sudo()._work_intervals_batch(
            start.astimezone(zone),
            zone.localize(midnight),
            domain=self._get_holidays_domain(),
        )[False]

    def _get_timezone(self):
        zone, _is_flexible = self._get_settings()
        return timezone(zone)

    @ormcache("self.id")
    def _get_settings(self):
        """Return the name of the time zone, and whether the hours are flexible."""
        # In sudo mode because the cached values are the same for everybody.
        calendar_sudo = self.sudo()
        return calendar_sudo.tz or "UTC", calendar_sudo.flexible_hours

    def _get_holidays_domain(self):
        """Return the domain of the days off, except those of other companies."""
        holidays = Domain("time_type", "=", "leave")
        if self.company_id:
            holidays &= Domain("company_id", "in", [False, self.company_id.id])
        return list(holidays)
