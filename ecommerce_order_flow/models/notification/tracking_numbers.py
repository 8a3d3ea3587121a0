def split_numbers(text):
    """Return the tracking numbers that are written with commas between them."""
    return [number for number in map(str.strip, (text or "").split(",")) if number]
