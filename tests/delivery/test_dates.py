"""Days and times are read as intended, or not at all."""

from datetime import date, time, timedelta, timezone

import pytest

from .reader import carrier_file

DAY = date(2026, 3, 24)


def read_day(text, order="dmy"):
    moment = carrier_file.read_moment(text, order)
    return moment and moment.day


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("24.03.2026", "dmy"),
        ("24.3.26", "dmy"),
        ("24. 3. 2026", "dmy"),
        ("24.03.2026.", "dmy"),
        ("24/03/2026", "dmy"),
        ("24-03-2026", "dmy"),
        ("24-03-26", "dmy"),
        ("03/24/2026", "mdy"),
        ("3/24/26", "mdy"),
        ("26-03-24", "ymd"),
        ("2026-03-24", "dmy"),
        ("2026/3/24", "mdy"),
        ("20260324", "dmy"),
        ("24 Mar 2026", "mdy"),
        ("24-Mar-2026", "ymd"),
        ("24-MAR-26", "dmy"),
        ("24th March 2026", "dmy"),
        ("March 24, 2026", "dmy"),
        ("Mar 24 2026", "dmy"),
        ("2026-Mar-24", "dmy"),
        ("24. März 2026", "mdy"),
        ("24. Mrz. 2026", "dmy"),
        ("Di., 24. März 2026", "dmy"),
        ("Dienstag, 24.03.2026", "dmy"),
        ("Tue, 24 Mar 2026", "dmy"),
        ("Tuesday, March 24, 2026", "dmy"),
        ("Tue 03/24/2026", "mdy"),
        ("Mo., 24. März 2026", "dmy"),  # the weekday is wrong
    ],
)
def test_days(text, order):
    assert read_day(text, order) == DAY


@pytest.mark.parametrize(
    "text",
    [
        "24.03.2026 13:10",
        "24.03.2026, 13:10 Uhr",
        "24.03.2026 um 13:10 Uhr",
        "24.03.2026 - 13:10:00",
        "24.03.2026 13.10 Uhr",
        "13:10 24.03.2026",
        "2026-03-24T13:10:00",
        "2026-03-24 13:10:00.000",
        "20260324 1310",
        "20260324T131000",
        "March 24, 2026, 1:10 pm",
        "24/03/2026 01:10 P.M.",
        "Tue Mar 24 13:10:00 2026",
        "24.03.2026 13:10 (Ortszeit)",
        "24 Mar 2026 at 13:10 local time",
    ],
)
def test_times(text):
    moment = carrier_file.read_moment(text, "dmy")

    assert (moment.day, moment.clock, moment.zone) == (DAY, time(13, 10), None)


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("2026-03-24T13:10:00Z", 0),
        ("2026-03-24T13:10:00+00:00", 0),
        ("2026-03-24T13:10:00+0100", 1),
        ("2026-03-24 13:10:00 -07:00", -7),
        ("20260324T131000Z", 0),
        ("24.03.2026 13:10 MEZ", 1),
        ("24.03.2026 13:10 (UTC)", 0),
        ("24 Mar 2026 13:10 GMT+2", 2),
        ("Tue, 24 Mar 2026 13:10:00 GMT", 0),
        ("March 24, 2026 1:10 PM PDT", -7),
    ],
)
def test_zones(text, hours):
    moment = carrier_file.read_moment(text, "dmy")

    assert (moment.day, moment.clock) == (DAY, time(13, 10))
    assert moment.zone == timezone(timedelta(hours=hours))


def test_evening_in_utc_is_the_next_day_in_the_east():
    moment = carrier_file.read_moment("2026-03-24T23:30:00Z", "ymd")

    assert moment.localize(timezone(timedelta(hours=1))).day == date(2026, 3, 25)


def test_night_in_utc_is_the_day_before_in_the_west():
    moment = carrier_file.read_moment("2026-03-25T03:30:00Z", "ymd")

    assert moment.localize(timezone(timedelta(hours=-7))).day == DAY


@pytest.mark.parametrize(
    "text", ["24.03.2026 24:00", "2026-03-24T24:00:00", "20260324 2400"]
)
def test_end_of_a_day_belongs_to_it(text):
    assert read_day(text) == DAY


def test_end_of_a_day_is_its_last_time():
    late, end = (
        carrier_file.read_moment(f"24.03.2026 {clock}", "dmy").clock
        for clock in ("23:59", "24:00")
    )

    assert late < end


def test_end_of_a_day_in_another_zone():
    moment = carrier_file.read_moment("2026-03-24 24:00 UTC", "ymd")

    assert moment.localize(timezone(timedelta(hours=1))).day == DAY + timedelta(1)


def test_time_without_a_zone_is_local():
    moment = carrier_file.read_moment("2026-03-24 23:30", "ymd")

    assert moment.localize(timezone(timedelta(hours=9))).day == DAY


@pytest.mark.parametrize(
    "text",
    [
        *("", "delivered", "5", "4711", "31.02.2026", "2026-13-01", "24.03.1926"),
        *("24 mars 2026", "24.03.", "March 2026", "24.03.2026 25:10", "13:10"),
        *("24.03.2026 24:10", "24.03.2026 24:00:01", "24.03.2026 24:00 pm"),
        "24.03.2026 - 26.03.2026",  # a range is a forecast
        "24.03.2026 10:00-12:00",
        "2-5 days",
        "24.03.2026 13:10 CST",  # America or China
        "24.03.2026 13:10 +99:00",
        "24/03-2026",
        "00340434900000001344",
    ],
)
def test_what_is_no_day_is_not_read(text):
    for order in carrier_file.DATE_ORDERS:
        assert read_day(text, order) is None


@pytest.mark.parametrize(
    ("texts", "order"),
    [
        (["05.03.2026"], "dmy"),
        (["05/03/2026", "13/03/2026"], "dmy"),
        (["03/05/2026", "03/13/2026"], "mdy"),
        (["2026-03-05", "?"], "ymd"),
        (["05.03.2026", "2026-03-05"], "dmy"),
        (["5 Mar 2026"], "dmy"),
        (["03/03/2026"], "dmy"),  # the same day in both ways
        (["Tue 03/05/2024"], "mdy"),  # the other way it was a Friday
    ],
)
def test_order_of_dates_is_recognised(texts, order):
    assert carrier_file.find_date_order(texts) == order


@pytest.mark.parametrize(
    "texts",
    [
        ["05/03/2026", "04/03/2026"],
        ["05/03/2026", "?"],
        ["13/03/2026", "03/13/2026"],  # they contradict each other
        ["24-03-26"],
        ["Mon 05/03/2024"],  # no Monday in either order
        ["?", ""],
        [],
    ],
)
def test_order_that_may_be_another_one_is_not_guessed(texts):
    assert carrier_file.find_date_order(texts) is None
