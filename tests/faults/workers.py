"""Assistants that run the same task at the same time, and are killed meanwhile."""

import signal
import time
from contextlib import ExitStack, contextmanager

from . import assistant


@contextmanager
def hired(database, count):
    """Run a number of workers during the block."""
    with ExitStack() as stack:
        yield [
            stack.enter_context(assistant.hired(database, number))
            for number in range(1, count + 1)
        ]


def live_and_die(database, lives, task, look):
    """Have workers run the same task at the same time, and kill them one by one.

    :param list lives: The seconds after which each is killed, in any order.
    :param look: A function that is called after each kill.
    :return: The results of `look`.
    """
    with hired(database, len(lives)) as workers:
        begin_all(workers, task)
        return list(kill_one_after_the_other(workers, lives, look))


def work_off(database, count, task):
    """Have workers run the same task until it is done."""
    with hired(database, count) as workers:
        begin_all(workers, task)
        finish_all(workers)
        # A worker with too many conflicts leaves the rest to a later run.
        workers[0].do(task)


def begin_all(workers, task):
    """Have all workers start a task at once, when the slowest one is ready."""
    for worker in workers:
        worker.do("say_hello")
    for worker in workers:
        worker.begin(task)


def finish_all(workers):
    """Wait until all workers are done."""
    for worker in workers:
        worker.finish()


def kill_one_after_the_other(workers, lives, look):
    """Kill running workers, each after its seconds; call `look` after each kill."""
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
