"""The scale of the kill tests: everything, or the part that CI has time for."""

import os

PERCENT = int(os.environ.get("FAULTS") or 100)


def scaled(number):
    """Return the number, reduced to the percentage in FAULTS."""
    return max(number * PERCENT // 100, 1)
