"""The outcome of a number by all rows of a file."""

from collections import namedtuple
from dataclasses import dataclass, field

from .dates import is_blank
from .statuses import DELIVERED, IGNORED, RETURNED, UNDERWAY

UNKNOWN = "unknown"
SHIFTED = "shifted"  # the meaning of a row with shifted cells
# The data of a row about a number. The meaning is None if it isn't understood.
Event = namedtuple("Event", ["row", "moment", "text", "status", "meaning"])


@dataclass
class Outcome:
    """The outcome of a number in a file.

    `result` is "delivered", "underway", "returned", "undated", "unreadable", "doubled"
    or "unknown": then the user is asked for the meaning of `statuses`. `day` is the
    date of the event, `rows` are its rows; the others are earlier.
    """

    result: str
    day: object = None
    rows: set = field(default_factory=set)
    statuses: set = field(default_factory=set)


def decide(events, has_status):
    """Return the outcome of a number's events.

    :param list events: With local times.
    :param bool has_status: Whether the file has statuses. Otherwise each row counts as
        a delivery, and two different dates contradict each other.
    """
    if not events:
        return Outcome("undated")
    if not has_status:
        return decide_by_days(events)
    telling = [event for event in events if event.meaning != IGNORED] or events
    last = find_last(telling)
    result = combine({event.meaning for event in last})
    arrived = [event for event in last if event.meaning in (DELIVERED, None)]
    if result == DELIVERED or (result == UNKNOWN and not has_moment(arrived)):
        return decide_by_days(arrived)
    unknown = {event.status for event in last if not event.meaning}
    return Outcome(
        result, get_day(last), {event.row for event in last}, statuses=unknown
    )


def get_day(events):
    """Return the last date of the events, or None."""
    days = [event.moment.day for event in events if event.moment]
    return max(days, default=None)


def has_moment(events):
    return any(event.moment for event in events)


def decide_by_days(events):
    """Return the outcome of dates without statuses: they must agree."""
    rows = {event.row for event in events}
    days = {event.moment and event.moment.day for event in events}
    if len(days) > 1:
        return Outcome("doubled", rows=rows)
    if day := days.pop():
        return Outcome(DELIVERED, day, rows)
    is_empty = all(is_blank(event.text) for event in events)
    return Outcome("undated" if is_empty else "unreadable", rows=rows)


def find_last(events):
    """Return the events of which each may be the last one.

    Those without a time may be the last of their date, those without a date the last of
    all.
    """
    undated = [event for event in events if not event.moment]
    dated = [event for event in events if event.moment]
    day = max((event.moment.day for event in dated), default=None)
    of_day = [event for event in dated if event.moment.day == day]
    clocks = [event.moment.clock for event in of_day if event.moment.clock]
    latest = max(clocks, default=None)
    return undated + [e for e in of_day if e.moment.clock in (None, latest)]


def combine(meanings):
    """Return the outcome of events of which each may be the last one.

    In transit precedes delivered; returned may follow it.
    """
    if SHIFTED in meanings:
        return "unreadable"
    if None in meanings:
        return UNKNOWN
    if {DELIVERED, RETURNED} <= meanings:
        return "doubled"
    order = (DELIVERED, RETURNED, UNDERWAY)
    return next((meaning for meaning in order if meaning in meanings), UNDERWAY)
