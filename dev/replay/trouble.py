"""Errors that stop a replay, or one order."""


class Trouble(Exception):
    """The replay can't run: the problem in one line."""


class OrderTrouble(Exception):
    """One order can't be processed; the others can."""
