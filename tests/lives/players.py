"""Processes inside Odoo that run lives, each in a database of its own."""

from contextlib import ExitStack, contextmanager
from queue import Queue

from dev.shop.api import database
from tests import odoo_process


@contextmanager
def hired(number=0):
    """Run a process during the block that runs one life after the other."""
    with (
        database(f"lives_{number}") as name,
        odoo_process.running(
            f"{name}-player", "-m", "tests.lives.inside", name
        ) as player,
    ):
        yield player


@contextmanager
def several_hired(count):
    """Run players during the block, in a queue of the idle ones."""
    free = Queue()
    with ExitStack() as stack:
        for number in range(count):
            free.put(stack.enter_context(hired(number)))
        yield free


def live(free, **life):
    """Run a life on the next idle player; return its outcome."""
    player = free.get()
    try:
        player.tell(life)
        return player.hear()
    finally:
        free.put(player)
