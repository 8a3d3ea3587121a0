"""Allocation of an amount to the orders that it may pay."""

from decimal import Decimal

# An amount below this part of the outstanding amount hardly pays the order.
LEAST_PART = Decimal("0.5")


def allocate(amount, owed):
    """Return each order's share as proposed to the user.

    A single order gets everything. Of several, the first one with exactly this amount
    gets it; otherwise each gets its outstanding amount until nothing is left.

    :param list owed: The outstanding amount of each order, the likeliest order first.
    """
    if len(owed) == 1:
        return [amount]
    if amount in owed:
        fitting = owed.index(amount)
        return [amount if i == fitting else Decimal(0) for i in range(len(owed))]
    shares = []
    for due in owed:
        shares.append(max(min(due, amount - sum(shares)), Decimal(0)))
    return shares


def is_serious(amount, share, owed):
    """Return whether an amount probably pays an order that it names.

    :param share: The amount proposed for the order.
    :param owed: The outstanding amount of the order.
    """
    return amount == owed or 0 < share >= owed * LEAST_PART
