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


def kill_one_after_the_other(workers, lives, note):
    """Kill workers that have begun, each after so many seconds of life.

    :param note: Called after each kill.
    """
    start = time.monotonic()
    for worker, life in zip(workers, sorted(lives), strict=True):
        time.sleep(max(start + life - time.monotonic(), 0))
        _kill_at_work(worker)
        note()


def _kill_at_work(worker):
    """Kill a worker that hasn't finished yet."""
    worker.process.kill()
    assert not worker.process.stdout.read(), "A worker had finished before its death"
    assert worker.process.wait() == -signal.SIGKILL, "A worker died by itself"
