"""The clock of the demo orders, which start days ago."""

from contextlib import contextmanager
from datetime import datetime, timedelta, timezone

from freezegun import freeze_time

OPENING_HOURS = range(7, 19)  # UTC
MINUTES = 37  # between the times of day of two orders


class Clock:
    """A clock that only moves when set; it never runs ahead."""

    def __init__(self, hands, now):
        self._hands = hands
        self._now = now
        self._settings = 0

    def turn_back(self, days):
        """Go to a day in the past, at another time of day each time."""
        minutes = self._settings * MINUTES % (len(OPENING_HOURS) * 60)
        self._settings += 1
        day = self._now.replace(hour=OPENING_HOURS.start, minute=0) - timedelta(days)
        self._set(day + timedelta(minutes=minutes))

    def let_pass(self, **duration):
        """Advance the clock.

        :param duration: Arguments of `timedelta`.
        """
        self._set(self._hands() + timedelta(**duration))

    def _set(self, moment):
        self._hands.move_to(min(moment, self._now))


@contextmanager
def turned_back():
    """Replace Python's clock during the block."""
    now = datetime.now(timezone.utc).replace(tzinfo=None, microsecond=0)
    with freeze_time(now) as hands:
        yield Clock(hands, now)
