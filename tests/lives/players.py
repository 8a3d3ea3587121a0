"""Processes inside of Odoo that lead lives, each in a database of its own."""

import json
import subprocess
from contextlib import ExitStack, contextmanager
from queue import Queue

from dev.shop import layout
from dev.shop.api import database
from dev.shop.processes import die_with_parent
from dev.shop.python_packages import get_python
from tests.faults import printer


class Player:
    """Somebody who leads one life after the other."""

    def __init__(self, process):
        self.process = process

    def live(self, **life):
        """Lead a life and return what came of it."""
        self.process.stdin.write(json.dumps(life) + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        assert answer, "A player has died, see its log"
        return json.loads(answer)


@contextmanager
def hired(number=0):
    """Have a player during the block."""
    with (
        database(f"lives_{number}") as name,
        layout.get_log(f"{name}-player").open("w") as log,
    ):
        process = subprocess.Popen(
            die_with_parent([get_python(), "-m", "tests.lives.inside", name]),
            cwd=layout.ROOT,
            env=printer.get_environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        )
        try:
            yield Player(process)
        finally:
            process.kill()
            process.communicate()


@contextmanager
def several_hired(count):
    """Have players during the block, in a queue of those who are free."""
    free = Queue()
    with ExitStack() as stack:
        for number in range(count):
            free.put(stack.enter_context(hired(number)))
        yield free


def live(free, **life):
    """Have the next player who is free lead a life."""
    player = free.get()
    try:
        return player.live(**life)
    finally:
        free.put(player)
