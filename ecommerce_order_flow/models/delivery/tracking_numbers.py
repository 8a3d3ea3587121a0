import re

SEPARATOR = re.compile("[,;]")


def split_numbers(text):
    """Return the tracking numbers that are written with commas between them."""
    numbers = map(str.strip, SEPARATOR.split(text or ""))
    return [number for number in numbers if number]
