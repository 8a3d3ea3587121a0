"""Time zones named by times.

Only unambiguous names: CST is used in America and in China, so a time with it is
unreadable.
"""

import re
from datetime import timedelta, timezone

HOURS = {
    "z": 0,
    "utc": 0,
    "gmt": 0,
    "wet": 0,
    "west": 1,
    "bst": 1,
    "cet": 1,
    "mez": 1,
    "cest": 2,
    "mesz": 2,
    "eet": 2,
    "eest": 3,
    "edt": -4,
    "est": -5,
    "cdt": -5,
    "mdt": -6,
    "mst": -7,
    "pdt": -7,
    "pst": -8,
}
OFFSET = r"[+-]\d{1,2}(?::?\d\d)?(?![\d./-])"
NAMES = "|".join(sorted(HOURS, key=len, reverse=True))
ZONE = rf"(?:(?:utc|gmt)? ?{OFFSET}|(?:{NAMES})\b)"
PARTS = re.compile(r"(?:utc|gmt)? ?([+-])(\d{1,2}):?(\d\d)?")
FARTHEST = timedelta(hours=14)


def read_zone(text):
    """Return the zone, or None if it is too far from UTC."""
    if text in HOURS:
        return timezone(timedelta(hours=HOURS[text]))
    sign, hours, minutes = PARTS.fullmatch(text).groups()
    offset = timedelta(hours=int(hours), minutes=int(minutes or 0))
    if offset > FARTHEST:
        return None
    return timezone(-offset if sign == "-" else offset)
