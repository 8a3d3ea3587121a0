"""Parsing and distribution of quantities from untrusted input."""

import re
from math import floor, isfinite

ALMOST = 0.00001
# More than any customer orders in one line.
MOST = 1_000_000.0


def parse_quantity(text):
    """Return the quantity entered by a customer.

    :return: None if it is no quantity: no number, negative, or above the maximum.
    """
    text = (text or "").strip().replace(",", ".")
    if not text:
        return 0.0
    if not text.isascii() or len(text) > 16 or "_" in text:
        return None
    try:
        number = float(text)
    except ValueError:
        return None
    return number if isfinite(number) and 0 <= number <= MOST else None


def parse_tracking_number(text):
    """Return the tracking number entered by a customer, or None if invalid."""
    text = (text or "").strip()
    is_one = re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9 ./-]{3,39}", text, re.ASCII)
    return text if is_one else None


def count_kits(parts):
    """Return the number of whole kits that parts make.

    :param parts: Pairs of the available quantity of a part and the quantity in a kit.
    """
    counts = [there / needed for there, needed in parts if needed > 0]
    return max(float(floor(min(counts, default=0.0) + ALMOST)), 0.0)


def share_out(quantity, rooms):
    """Distribute a quantity over several places, the first ones first.

    :param rooms: The quantity available in each place.
    :return: The quantity from each place; in total less than requested if there isn't
        enough.
    """
    shares = []
    for room in rooms:
        share = min(max(room, 0.0), quantity)
        shares.append(share)
        quantity -= share
    return shares
