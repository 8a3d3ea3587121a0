"""Workers: processes that share the orders, like the many customers of a shop do.

Most of an order's time is spent in Python, so each worker keeps one core busy.
"""

import ctypes
import multiprocessing
import os
import signal
from multiprocessing.connection import wait

from .trouble import Trouble

ORDER_DONE = "order done"
PR_SET_PDEATHSIG = 1  # Linux: the signal to get when the parent dies


class Workers:
    """Processes that do the same with different orders.

    They end with the block, whatever they are doing: each transaction they are torn out
    of is simply undone.
    """

    def __init__(self, shop, facilities, count):
        self.shop = shop
        self.facilities = facilities
        self.count = count
        self.processes = []
        self.connections = []

    def __enter__(self):
        self.shop.disconnect()
        for _number in range(self.count):
            self._start()
        return self

    def __exit__(self, *error):
        for process in self.processes:
            process.kill()
        for process in self.processes:
            process.join()

    def _start(self):
        ours, theirs = multiprocessing.Pipe()
        self.connections.append(ours)
        process = multiprocessing.get_context("fork").Process(
            target=self._serve, args=(theirs, os.getpid()), daemon=True
        )
        process.start()
        theirs.close()
        self.processes.append(process)

    def run(self, method, portions, tell):
        """Have all portions worked on.

        :param method: What to do with a portion; it gets the shop, the facilities, the
            portion and a function to call after each order, and returns the failures.
        :param tell: What to call after each order.
        :return: The failures.
        :raise Trouble: If a worker dies.
        """
        waiting = list(reversed(portions))
        failures = []
        busy = set()
        for connection in self.connections:
            self._hand_out(connection, method, waiting, busy)
        while busy:
            for connection in wait(busy):
                message = self._receive(connection)
                if message == ORDER_DONE:
                    tell()
                    continue
                failures += message
                busy.remove(connection)
                self._hand_out(connection, method, waiting, busy)
        return failures

    def _hand_out(self, connection, method, waiting, busy):
        """Give a worker something to do, as long as there is something."""
        if waiting:
            connection.send((method, waiting.pop()))
            busy.add(connection)

    def _receive(self, connection):
        """Return what a worker says."""
        try:
            return connection.recv()
        except (EOFError, OSError):
            raise Trouble("A worker has died; run again to go on") from None

    # === IN THE WORKER === #

    def _serve(self, connection, parent):
        """Work on portions until the parent ends us, or ends."""
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's business.
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        while os.getppid() == parent:
            method, portion = connection.recv()
            connection.send(self._work(method, portion, connection))

    def _work(self, method, portion, connection):
        """Work on a portion and tell the parent of each order.

        :return: The failures.
        """

        def tell():
            connection.send(ORDER_DONE)

        return method(self.shop, self.facilities, portion, tell)
