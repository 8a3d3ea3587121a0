"""Assistants that do the same at the same time, and are killed at it."""

import signal
import time
from contextlib import ExitStack, contextmanager

from . import assistant


@contextmanager
def hired(database, count):
    """Have so many workers during the block."""
    with ExitStack() as stack:
        yield [
            stack.enter_context(assistant.hired(database, number))
            for number in range(1, count + 1)
        ]


def live_and_die(database, lives, task, look):
    """Have workers do the same at the same time, and kill one after the other.

    :param list lives: The seconds after which each is killed, in any order.
    :param look: A function that is called after each kill.
    :return: What it returned.
    """
    with hired(database, len(lives)) as workers:
        begin_all(workers, task)
        return list(kill_one_after_the_other(workers, lives, look))


def work_off(database, count, task):
    """Have workers do the same until they are done."""
    with hired(database, count) as workers:
        begin_all(workers, task)
        finish_all(workers)
        # Who meets another one too often leaves the rest to a later run.
        workers[0].do(task)


def begin_all(workers, task):
    """Have all begin a task at once, when the slowest of them has come."""
    for worker in workers:
        worker.do("say_hello")
    for worker in workers:
        worker.begin(task)


def finish_all(workers):
    """Wait until all are done."""
    for worker in workers:
        worker.finish()


def kill_one_after_the_other(workers, lives, look):
    """Kill workers that have begun, each after its seconds; look after each kill."""
    start = time.monotonic()
    for worker, life in zip(workers, sorted(lives), strict=True):
        time.sleep(max(start + life - time.monotonic(), 0))
        _kill_at_work(worker)
        yield look()


def _kill_at_work(worker):
    """Kill a worker that hasn't finished yet."""
    said, status = worker.process.kill()
    assert not said, "A worker had finished before its death"
    assert status == -signal.SIGKILL, "A worker died by itself"
