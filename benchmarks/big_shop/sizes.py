"""How many orders the big shop has, and the small one beside it."""

import os
from math import log

BIG = int(os.environ.get("ORDERS") or 100_000)
SMALL = 1000


def describe_growth(ratio):
    """Return the exponent by which something grows with the number of orders."""
    return f"grows by the exponent {log(ratio) / log(BIG / SMALL):.2f}"
