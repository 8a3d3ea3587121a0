"""Processes inside of Odoo that lead lives, each in a database of its own."""

from contextlib import ExitStack, contextmanager
from queue import Queue

from dev.shop.api import database
from tests import odoo_process


@contextmanager
def hired(number=0):
    """Have a process that leads one life after the other during the block."""
    with (
        database(f"lives_{number}") as name,
        odoo_process.running(
            f"{name}-player", "-m", "tests.lives.inside", name
        ) as player,
    ):
        yield player


@contextmanager
def several_hired(count):
    """Have players during the block, in a queue of those who are free."""
    free = Queue()
    with ExitStack() as stack:
        for number in range(count):
            free.put(stack.enter_context(hired(number)))
        yield free


def live(free, **life):
    """Have the next player who is free lead a life; return what came of it."""
    player = free.get()
    try:
        player.tell(life)
        return player.hear()
    finally:
        free.put(player)
