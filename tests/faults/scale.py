"""How much the kill tests do: all of it, or the part that CI has time for."""

import os

PERCENT = int(os.environ.get("FAULTS") or 100)


def scaled(number):
    """Return that number, or the part of it that FAULTS wants, in percent."""
    return max(number * PERCENT // 100, 1)
