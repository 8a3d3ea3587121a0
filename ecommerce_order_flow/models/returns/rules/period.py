"""The return period.

The day on which the period starts doesn't count. Its last day counts as a whole; on a
weekend or a holiday it is the next working day instead (§§ 187, 188, 193 BGB).
"""

from datetime import UTC, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

SATURDAY = 5
# More days than any row of holidays has.
LONGEST_EXTENSION = 31


def get_last_day(start, days, is_holiday=lambda day: False):
    """Return the last day of a period.

    :param date start: The day of the last delivery, or of the order; None before the
        delivery.
    :param int days: The length of the period; 0 for one without an end.
    :param is_holiday: Function that returns whether a date is a holiday.
    :return: None if the period has no last day yet.
    """
    if not start or not days:
        return None
    last = start + timedelta(days=days)
    for _day in range(LONGEST_EXTENSION):
        if last.weekday() < SATURDAY and not is_holiday(last):
            break
        last += timedelta(days=1)
    return last


def is_over(last_day, now, zones):
    """Return whether the last day is over in all relevant time zones.

    :param datetime now: In UTC, without a time zone.
    :param zones: The names of the shop's and the customer's time zone.
    """
    return last_day is not None and all(
        get_day(now, zone) > last_day for zone in set(zones)
    )


def get_day(moment, zone):
    """Return the date of a time in UTC in a time zone; in UTC if it is unknown."""
    try:
        where = ZoneInfo(zone or "UTC")
    except (ZoneInfoNotFoundError, ValueError):
        where = UTC
    return moment.replace(tzinfo=UTC).astimezone(where).date()
