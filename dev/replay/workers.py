"""Workers: processes that share the orders, like concurrent customers.

Most of an order's time is spent in Python, so each worker keeps one core busy.
"""

import ctypes
import multiprocessing
import os
import signal
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool

from .trouble import Trouble

PR_SET_PDEATHSIG = 1  # Linux: the signal sent when the parent dies


class Workers:
    """Processes that do the same with different orders.

    They end with the block, whatever they are doing: open transactions are rolled back.
    """

    def __init__(self, shop, facilities, count):
        self.shop = shop
        self.facilities = facilities
        self.count = count
        self.processes = []

    def __enter__(self):
        self.shop.disconnect()
        self.pool = ProcessPoolExecutor(
            self.count, multiprocessing.get_context("fork"), begin, [self, os.getpid()]
        )
        others = multiprocessing.active_children()
        self.pool.submit(os.getpid).result()  # forks them without connections
        self.processes = set(multiprocessing.active_children()) - set(others)
        return self

    def __exit__(self, *error):
        for process in self.processes:
            process.kill()
        self.pool.shutdown(cancel_futures=True)

    def run(self, method, portions, tell):
        """Process all portions.

        :param method: The function for a portion; it gets the shop, the facilities and
            the portion, and returns the failures.
        :param tell: The function to call after each portion, with its size.
        :return: The failures.
        :raise Trouble: If a worker dies.
        """
        works = {self.pool.submit(work, method, it): len(it) for it in portions}
        failures = []
        try:
            for done in as_completed(works):
                failures += done.result()
                tell(works[done])
        except BrokenProcessPool:
            raise Trouble("A worker has died; run again to go on") from None
        return failures


# === IN THE WORKER === #

_workers = None


def begin(workers, parent):
    """Initialize a worker, which ends with its parent."""
    global _workers  # noqa: PLW0603 nothing else reaches what the pool calls
    _workers = workers
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is handled by the parent.
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def work(method, portion):
    """Process a portion, and return the failures."""
    return method(_workers.shop, _workers.facilities, portion)
