"""The last day of the return period, case by case.

2 March 2026 is a Monday; Good Friday is 3 April, Easter Monday 6 April 2026. Clocks go
forward in Berlin on 29 March, and back on 25 October 2026.
"""

from datetime import date, datetime

import pytest

from .reader import rules

HOLIDAYS = {
    date(2026, 4, 3),
    date(2026, 4, 6),
    date(2026, 12, 25),
    date(2026, 12, 26),
    date(2027, 1, 1),
}
BERLIN, TOKYO, HONOLULU = "Europe/Berlin", "Asia/Tokyo", "Pacific/Honolulu"


@pytest.mark.parametrize(
    ("start", "days", "last_day"),
    [
        # The day of the delivery doesn't count.
        ("2026-03-02", 1, "2026-03-03"),
        ("2026-03-02", 14, "2026-03-16"),
        ("2026-02-27", 1, "2026-03-02"),  # Saturday, so Monday
        ("2026-02-28", 1, "2026-03-02"),  # Sunday, so Monday
        ("2026-02-27", 4, "2026-03-03"),  # weekends in between count
        ("2026-03-20", 14, "2026-04-07"),  # Good Friday, Easter, Easter Monday
        ("2026-03-21", 14, "2026-04-07"),
        ("2026-03-19", 14, "2026-04-02"),  # the day before is no holiday
        ("2026-12-11", 14, "2026-12-28"),
        ("2026-12-18", 14, "2027-01-04"),  # over the end of the year
        ("2024-02-15", 14, "2024-02-29"),  # leap year
        ("2026-02-15", 14, "2026-03-02"),  # Sunday the 1st
        ("2026-03-15", 14, "2026-03-30"),  # the night is an hour short
        ("2026-03-02", 0, None),  # no limit
        (None, 14, None),  # goods are still on their way
    ],
)
def test_last_day(start, days, last_day):
    found = rules.period.get_last_day(
        start and date.fromisoformat(start), days, HOLIDAYS.__contains__
    )

    assert found == (last_day and date.fromisoformat(last_day))


@pytest.mark.parametrize(
    ("now", "zones", "is_over"),
    [
        # The last day is Monday, 16 March 2026; in Berlin it ends at 23:00 UTC.
        ("2026-03-16 22:59:59", (BERLIN, BERLIN), False),
        ("2026-03-16 23:00:00", (BERLIN, BERLIN), True),
        # The customer's day ends later, or the shop's does.
        ("2026-03-17 09:59:59", (BERLIN, HONOLULU), False),
        ("2026-03-17 10:00:00", (BERLIN, HONOLULU), True),
        ("2026-03-16 22:59:59", (BERLIN, TOKYO), False),
        ("2026-03-16 23:00:00", (BERLIN, TOKYO), True),
        # Unknown time zones count as UTC.
        ("2026-03-16 23:59:59", ("", "Mars/Crater"), False),
        ("2026-03-17 00:00:00", ("", "Mars/Crater"), True),
        ("2026-03-17 00:00:00", ("../../etc/passwd",), True),
    ],
)
def test_end_of_the_last_day(now, zones, is_over):
    moment = datetime.fromisoformat(now)

    assert rules.period.is_over(date(2026, 3, 16), moment, zones) is is_over


@pytest.mark.parametrize(
    ("now", "is_over"),
    [
        ("2026-03-29 21:59:59", False),  # summer time: ends at 22:00 UTC
        ("2026-03-29 22:00:00", True),
    ],
)
def test_day_on_which_clocks_go_forward(now, is_over):
    moment = datetime.fromisoformat(now)

    assert rules.period.is_over(date(2026, 3, 29), moment, (BERLIN,)) is is_over


@pytest.mark.parametrize(
    ("now", "is_over"),
    [
        ("2026-10-25 22:59:59", False),  # an hour longer: ends at 23:00 UTC
        ("2026-10-25 23:00:00", True),
    ],
)
def test_day_on_which_clocks_go_back(now, is_over):
    moment = datetime.fromisoformat(now)

    assert rules.period.is_over(date(2026, 10, 25), moment, (BERLIN,)) is is_over


def test_without_a_last_day_it_is_never_over():
    assert rules.period.is_over(None, datetime(2999, 1, 1), (BERLIN,)) is False


def test_endless_holidays_end():
    last = rules.period.get_last_day(date(2026, 3, 2), 14, lambda day: True)

    assert last == date(2026, 4, 16)
