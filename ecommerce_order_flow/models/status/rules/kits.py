"""How many whole kits left and came back, by the moves of their parts.

Odoo counts the kits of which the customer has every part. One that lost a part is still
with the customer: what is to be given back for the part, a person decides.
"""

from dataclasses import dataclass

ALMOST = 0.00001


@dataclass
class Part:
    """What became of one of the products that a kit consists of."""

    wanted: float = 0.0
    left: float = 0.0
    returned: float = 0.0  # to be refunded
    coming: float = 0.0  # what open transfers still bring


def count_kits(ordered, delivered, parts):
    """Return how many kits the customer has, came back whole, and are still to come.

    Last is how many of those that the customer has lost a part, which came back.

    :param float ordered: How many kits were ordered.
    :param float delivered: How many are complete with the customer, as Odoo counts.
    :param list[Part] parts: Of all these kits.
    """
    left = _count_whole(ordered, [(part.left, part.wanted) for part in parts])
    returned = _count_whole(left, [(part.returned, part.left) for part in parts])
    in_the_end = [(part.left + part.coming, part.wanted) for part in parts]
    coming = max(_count_whole(ordered, in_the_end) - left, 0.0)
    incomplete = max(left - returned - delivered, 0.0)
    return max(left - returned, delivered), returned, coming, incomplete


def _count_whole(count, shares):
    """Return how many of some kits it is of which there is a share of each part."""
    share = min((part / whole for part, whole in shares if whole > 0), default=0.0)
    return float(int(count * share + ALMOST)) if count > 0 else 0.0
