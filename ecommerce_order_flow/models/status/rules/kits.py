"""How many complete kits were shipped and returned, by the moves of their parts.

Odoo counts kits as delivered if the customer has all parts. A kit with a returned part
is still with the customer: the refund for the part needs a decision.
"""

from dataclasses import dataclass

ALMOST = 0.00001


@dataclass
class Part:
    """The quantities of one component of a kit."""

    wanted: float = 0.0
    left: float = 0.0
    returned: float = 0.0  # to be refunded
    coming: float = 0.0  # still to be shipped by open transfers


def count_kits(ordered, delivered, parts):
    """Return the numbers of kits delivered, returned, coming and incomplete.

    Incomplete are kits with the customer of which a part was returned.

    :param float ordered: Ordered kits.
    :param float delivered: Complete kits with the customer, as counted by Odoo.
    :param list[Part] parts: The parts of all these kits that have transfers. Those of
        a vendor have none before the purchase is confirmed: their kits are coming.
    """
    left = _count_whole(ordered, [(part.left, part.wanted) for part in parts])
    returned = _count_whole(left, [(part.returned, part.left) for part in parts])
    if not any(part.returned for part in parts):
        left = min(left, delivered)  # Odoo counts parts without a transfer, too.
    in_the_end = [(part.left + part.coming, part.wanted) for part in parts]
    coming = max(_count_whole(ordered, in_the_end) - left, 0.0)
    incomplete = max(left - returned - delivered, 0.0)
    return max(left - returned, delivered), returned, coming, incomplete


def _count_whole(count, shares):
    """Return the number of complete kits, given the shares of their parts."""
    share = min((part / whole for part, whole in shares if whole > 0), default=0.0)
    return float(int(count * share + ALMOST)) if count > 0 else 0.0
