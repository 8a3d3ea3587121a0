"""How an amount is shared among the orders that it may pay."""

from decimal import Decimal


def allocate(amount, owed):
    """Return each order's share, as a person would propose it.

    One order gets all of it. Of several, the first one that it fits exactly does;
    otherwise each gets what it is short of, as long as there is something left.

    :param list owed: What each order is short of, the likeliest order first.
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
