"""What keeps a replay from going on, and what keeps one order from doing so."""


class Trouble(Exception):
    """The replay can't run: what is wrong, in one line."""


class OrderTrouble(Exception):
    """One order can't go on; the others can."""
