import re

SEPARATOR = re.compile("[,;]")


def split_numbers(text):
    """Return the tracking numbers in a list separated by commas or semicolons."""
    numbers = map(str.strip, SEPARATOR.split(text or ""))
    return [number for number in numbers if number]
