"""How much of a returned line is replaced, and how much is credited.

================================  ==========================  =======================
The customer wants                Replaced                    Credited
================================  ==========================  =======================
a refund                          nothing                     what is accepted
another product or variant        what is accepted, no more   what is accepted
                                  than approved
the same product                  the same                    what is accepted beyond
                                                              the replaced
any exchange, refunded instead    what was replaced already   as above
================================  ==========================  =======================
"""

from dataclasses import dataclass

ALMOST = 0.00001


@dataclass(frozen=True)
class Line:
    """The facts of a returned line."""

    accepted: float = 0.0
    approved: float = 0.0
    replaced: float = 0.0
    refunded: float = 0.0
    is_exchange: bool = False
    is_same: bool = False  # replaced by the same product
    is_refunded_instead: bool = False


def get_unreplaced(line):
    """Return the quantity of which the replacement is to be delivered."""
    return max(_get_replaced(line) - line.replaced, 0.0)


def get_unrefunded(line):
    """Return the quantity that is to be credited."""
    kept = _get_replaced(line) if line.is_same else 0.0
    return max(line.accepted - kept - line.refunded, 0.0)


def _get_replaced(line):
    """Return the quantity that is or will be replaced."""
    if not line.is_exchange:
        return 0.0
    if line.is_refunded_instead:
        return line.replaced
    return max(min(line.accepted, line.approved), line.replaced)
