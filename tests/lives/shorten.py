"""Shortens failing sequences by leaving out the items they also fail without."""


class Budget:
    """The number of tries left."""

    def __init__(self, tries):
        self.left = tries

    def spend(self):
        """Use up a try; return whether there was one left."""
        self.left -= 1
        return self.left >= 0


def shorten(items, fails, budget):
    """Return as few of the items, in their order, as still fail.

    Bigger parts are left out first, then smaller ones (Zeller's delta debugging).

    :param fails: Function that returns whether the given items fail.
    :param Budget budget: When it is spent, the shortest so far is returned.
    """
    size = max(len(items) // 2, 1)
    while items:
        shorter = leave_out_part(items, size, fails, budget)
        if shorter is not None:
            items, size = shorter, min(size, max(len(shorter) // 2, 1))
        elif size == 1:
            break
        else:
            size = max(size // 2, 1)
    return items


def leave_out_part(items, size, fails, budget):
    """Return the items without a part, if they also fail so."""
    for start in range(0, len(items), size):
        rest = items[:start] + items[start + size :]
        if not budget.spend():
            return None
        if fails(rest):
            return rest
    return None


def make_plain(values, plain, fails, budget):
    """Return values of which as many as possible are the plain ones.

    :param dict plain: The plain values by name.
    :param fails: Function that returns whether the given values fail.
    """
    for name, value in plain.items():
        plainer = {**values, name: value}
        if plainer != values and budget.spend() and fails(plainer):
            values = plainer
    return values
