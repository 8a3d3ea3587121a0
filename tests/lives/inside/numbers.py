"""The numbers that acts decide by, recorded to make lives reproducible."""


class Numbers:
    """Numbers consumed one after the other, followed by zeros."""

    def __init__(self, numbers=()):
        self._left = list(numbers)

    def _take(self):
        return self._left.pop(0) if self._left else 0

    def choose(self, options):
        """Return one of the options, or one record; the first by default."""
        return options[self._take() % len(options)]

    def count(self, most):
        """Return a number from one to a maximum."""
        return 1 + self._take() % max(int(most), 1)

    def part_of(self, amount):
        """Return a part of an amount, to the cent: half of it by default."""
        percent = (49 + self._take()) % 99 + 1
        return max(round(amount * percent / 100, 2), 0.01)
