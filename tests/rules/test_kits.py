"""Kits are delivered and returned as their parts; only complete ones count.

Here, a kit consists of two frames and a glass.
"""

import pytest

from .reader import rules

Part = rules.kits.Part

# The event; ordered, delivered by Odoo, frames and glasses: wanted, left, returned,
# expected; kits with the customer, returned, expected, and missing a part.
CASES = [
    ("nothing left", 2, 0, (4, 0, 0, 4), (2, 0, 0, 2), (0, 0, 2, 0)),
    ("all left", 2, 2, (4, 4, 0, 0), (2, 2, 0, 0), (2, 0, 0, 0)),
    ("one left", 2, 1, (4, 2, 0, 2), (2, 1, 0, 1), (1, 0, 1, 0)),
    ("one left, and a frame more", 2, 1, (4, 3, 0, 1), (2, 1, 0, 1), (1, 0, 1, 0)),
    ("one left, the other won't", 2, 1, (4, 2, 0, 0), (2, 1, 0, 0), (1, 0, 0, 0)),
    ("the only one lost its glass", 1, 0, (2, 2, 0, 0), (1, 1, 1, 0), (1, 0, 0, 1)),
    ("the only one lost a frame", 1, 0, (2, 2, 1, 0), (1, 1, 0, 0), (1, 0, 0, 1)),
    ("the only one came back", 1, 0, (2, 2, 2, 0), (1, 1, 1, 0), (0, 1, 0, 0)),
    ("one of two came back", 2, 1, (4, 4, 2, 0), (2, 2, 1, 0), (1, 1, 0, 0)),
    ("one came back, one lost a glass", 3, 1, (6, 6, 2, 0), (3, 3, 2, 0), (2, 1, 0, 1)),
    ("one came back, two are to come", 3, 0, (6, 2, 2, 4), (3, 1, 1, 2), (0, 1, 2, 0)),
    ("a glass never left", 1, 0, (2, 2, 0, 0), (1, 0, 0, 0), (0, 0, 0, 0)),
    ("more left than was ordered", 1, 2, (4, 4, 0, 0), (2, 2, 0, 0), (2, 0, 0, 0)),
    ("glasses have no transfer yet", 2, 0, (4, 4, 0, 0), (0, 0, 0, 0), (0, 0, 2, 0)),
    ("nor have they when one left", 2, 0, (4, 2, 0, 2), (0, 0, 0, 0), (0, 0, 2, 0)),
    ("nothing is ordered anymore", 0, 0, (2, 2, 2, 0), (1, 1, 1, 0), (0, 0, 0, 0)),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[0])
def test_kits_are_counted(case):
    _name, ordered, delivered, frames, glasses, counts = case
    parts = [Part(*frames), Part(*glasses)]

    assert rules.kits.count_kits(ordered, delivered, parts) == counts
