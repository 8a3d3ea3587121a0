"""Reader of German and English dates and times.

The order of day and month is never guessed: a date with the year first or with the
month's name is unambiguous, others are read in the order of the whole column.
"""

import re
from collections import namedtuple
from datetime import date, datetime, time
from functools import lru_cache

from .calendar_words import MONTHS, WEEKDAYS
from .time_zones import ZONE, read_zone

DATE_ORDERS = ("dmy", "mdy", "ymd")
YEARS = range(2000, 2100)
LONGEST = 60  # characters of a date with weekday, time and zone
END_OF_DAY = time.max  # 24:00
DIGITS = re.compile(r"\d\d|\d\D+\d")
BLANKS = {"-", "--", "---", "/", "na", "n/a", "n.a.", "k.a.", "none", "null", "nan"}
BLANKS |= {"", "nat", "nil", "00.00.0000", "0000-00-00", "0000-00-00 00:00:00"}
CLOCK = re.compile(
    r"(?<![\d:.])(?P<hour>\d{1,2}):(?P<minute>\d\d)"
    r"(?::(?P<second>\d\d)(?:[.,]\d+)?)?(?![\d:])"
    r" ?(?P<half>[ap]\.?m\b\.?)? ?(?:uhr\b|h\b)?"
    rf" ?(?P<zone>{ZONE})?(?: ?(?:ortszeit|local(?: time)?)\b)?"
)
DOTTED_CLOCK = re.compile(r"(?<=[\d,]) (?P<hour>\d{1,2})\.(?P<minute>\d\d)(?: uhr)?$")
COMPACT_CLOCK = re.compile(
    rf"(?<=^\d{{8}})[t ](?P<hour>\d\d)(?P<minute>\d\d)(?P<second>\d\d)?"
    rf" ?(?P<zone>{ZONE})?$"
)
RANGE_END = re.compile(r" ?-\d{1,2}:")  # resembles a zone: 10:00-12:00
AROUND_CLOCK = re.compile(r"^[ ,@-]+|(?:[ ,@-]|(?<=\d)t| um| at)+$")
WEEKDAY = re.compile(rf"\b({'|'.join(sorted(WEEKDAYS, key=len, reverse=True))})\b[.,]*")
# Only numbers: the year last or first, or first without separators.
YEAR_LAST = re.compile(r"(\d{1,2})([./-]) ?(\d{1,2})\2 ?(\d{4}|\d\d)\.?")
YEAR_FIRST = re.compile(r"(\d{4})([./-]) ?(\d{1,2})\2 ?(\d{1,2})\.?")
COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)")
# With the month's name.
DAY_MONTH = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th)?[ ./-]{0,2}([^\W\d_]+)[ ,./-]{0,2}(\d{4}|\d\d)"
)
MONTH_DAY = re.compile(
    r"([^\W\d_]+)[ ./-]{0,2}(\d{1,2})(?:st|nd|rd|th)?[ ,./-]+(\d{4})"
)
YEAR_MONTH = re.compile(r"(\d{4})[ ./-]([^\W\d_]+)[ ./-]{1,2}(\d{1,2})")
NAMED = ((DAY_MONTH, "dmy"), (MONTH_DAY, "mdy"), (YEAR_MONTH, "ymd"))


class Moment(namedtuple("Moment", ["day", "clock", "zone"])):
    """A date, with a time and its zone if written."""

    __slots__ = ()

    def localize(self, zone):
        """Return the moment in another zone; without a zone it is local already."""
        if not self.zone or not self.clock:
            return self
        moment = datetime.combine(self.day, self.clock, self.zone).astimezone(zone)
        return Moment(moment.date(), moment.time(), None)


@lru_cache(maxsize=100_000)
def read_moment(text, order):
    """Return the moment of a text, or None if it isn't readable in the order.

    :param str order: One of `DATE_ORDERS`.
    """
    if len(text) > LONGEST or not DIGITS.search(text):
        return None
    text = " ".join(text.lower().replace("(", " ").replace(")", " ").split())
    if day := read_day(text, order):
        return Moment(day, None, None)
    for pattern in (CLOCK, COMPACT_CLOCK, DOTTED_CLOCK):
        if match := pattern.search(text):
            return read_day_and_clock(text, match, order)
    return None


def read_day_and_clock(text, match, order):
    """Return the moment of which a match is the time, and the rest the date."""
    rest = " ".join(f"{text[: match.start()]} {text[match.end() :]}".split())
    day = read_day(AROUND_CLOCK.sub("", rest), order)
    parts = match.groupdict()
    clock = read_clock(**parts)
    zone = read_zone(parts["zone"]) if parts.get("zone") else None
    is_whole = day and clock and (zone or not parts.get("zone"))
    is_range = RANGE_END.match(parts.get("zone") or "") and not parts.get("second")
    return Moment(day, clock, zone) if is_whole and not is_range else None


def read_clock(hour, minute, second=None, half=None, zone=None):
    """Return the time of its parts, or None if it is invalid."""
    hour = int(hour)
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    if hour == 24 and not int(minute) and not int(second or 0):
        return END_OF_DAY
    try:
        return time(hour, int(minute), int(second or 0))
    except ValueError:
        return None


def read_day(text, order):
    """Return the date, or None if the text is none.

    A weekday shows the order of a date. If it fits no order, it is disregarded.
    """
    text, *weekdays = take_weekdays(text)
    day = read_date(text, order)
    if not day or fits(day, weekdays):
        return day
    others = (read_date(text, other) for other in DATE_ORDERS)
    return None if any(other and fits(other, weekdays) for other in others) else day


def fits(day, weekdays):
    return all(WEEKDAYS[word] == day.weekday() for word in weekdays)


def read_date(text, order):
    """Return the date of a text without weekdays, or None if it is invalid."""
    parts = read_numbers(text, order) or read_words(text)
    if not parts:
        return None
    year, month, day = parts
    year = year + 2000 if year < 100 else year
    try:
        return date(year, month, day) if year in YEARS else None
    except ValueError:
        return None


def take_weekdays(text):
    """Return a text without weekdays, and the weekdays."""
    rest = WEEKDAY.sub("", text)
    return rest.strip(" ,"), *WEEKDAY.findall(text)


def read_numbers(text, order):
    """Return year, month and day of a numeric date."""
    if match := YEAR_FIRST.fullmatch(text):
        year, _separator, month, day = match.groups()
        return int(year), int(month), int(day)
    if match := COMPACT.fullmatch(text):
        return tuple(map(int, match.groups()))
    match = YEAR_LAST.fullmatch(text)
    return match and read_year_last(match, order)


def read_year_last(match, order):
    first, separator, second, third = match.groups()
    numbers = int(first), int(second), int(third)
    if order == "ymd":
        is_short_iso = separator == "-" and len(first) == len(third) == 2
        return numbers if is_short_iso else None
    if order == "mdy" and separator == ".":
        return None  # dots are only used with the day first
    places = dict(zip(order, numbers, strict=True))
    return places["y"], places["m"], places["d"]


def read_words(text):
    """Return year, month and day of a date with the name of its month."""
    for pattern, places in NAMED:
        match = pattern.fullmatch(text)
        parts = match and dict(zip(places, match.groups(), strict=True))
        if parts and parts["m"] in MONTHS:
            return int(parts["y"]), MONTHS[parts["m"]], int(parts["d"])
    return None


@lru_cache(maxsize=100_000)
def is_date(text):
    """Return whether a text is a date in any order."""
    return any(read_moment(text, order) for order in DATE_ORDERS)


def is_blank(text):
    """Return whether a text is a placeholder for no date."""
    return text.strip().lower() in BLANKS


def find_date_order(texts):
    """Return the order of the dates in a column.

    :return: One of `DATE_ORDERS`; None if no date is readable, or if the order is
        ambiguous: a wrong guess would shift all dates.
    """
    readings = [reading for text in set(texts) if (reading := read_orders(text))]
    if not readings:
        return None
    orders = [order for order in DATE_ORDERS if all(order in r for r in readings)]
    meant = {tuple(reading[order] for reading in readings) for order in orders}
    if len(meant) != 1:
        return None
    return "ymd" if all(map(is_year_first, texts)) else orders[0]


def read_orders(text):
    """Return the meanings of a text by the orders in which it is readable."""
    moments = ((order, read_moment(text, order)) for order in DATE_ORDERS)
    return {order: moment for order, moment in moments if moment}


def is_year_first(text):
    return bool(re.match(r"20\d\d", text)) or not read_orders(text)


def find_title_zone(title):
    """Return the zone that the title of a column names for all of its times."""
    words = set(re.findall(r"[a-z]+", title.lower()))
    return read_zone("utc") if words & {"utc", "gmt"} else None
