"""Workers: processes that share the orders, like the many customers of a shop do.

Most of an order's time is spent in Python, so each worker keeps one core busy.
"""

import multiprocessing
import os
import signal
from multiprocessing.connection import wait

from .locks import at_work
from .trouble import Trouble

ORDER_DONE = "order done"


class Workers:
    """Processes that do the same with different orders.

    They end with the block, whatever they are doing: each transaction they are torn out
    of is simply undone.

    :param method: What to do with a portion; it gets the shop, the facilities, the
        portion and a function to call after each order, and returns the failures.
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
            process.join()

    def _start(self):
        ours, theirs = multiprocessing.Pipe()
        self.connections.append(ours)
        process = multiprocessing.get_context("fork").Process(
            target=self._serve, args=(theirs,), daemon=True
        )
        process.start()
        theirs.close()
        self.processes.append(process)

    def run(self, method, portions, tell):
        """Have all portions worked on.

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
        except EOFError:
            raise Trouble("A worker has died; run again to go on") from None

    # === IN THE WORKER === #

    def _serve(self, connection):
        """Work on portions until nobody hands out any."""
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # The parent ends us.
        for other in self.connections:
            other.close()  # Otherwise nobody would notice the parent's end.
        try:
            with at_work(self.shop):
                while True:
                    method, portion = connection.recv()
                    connection.send(self._work(method, portion, connection))
        except (EOFError, OSError):
            os._exit(1)  # The parent is gone, and there is nobody to tell.

    def _work(self, method, portion, connection):
        def tell():
            connection.send(ORDER_DONE)

        return method(self.shop, self.facilities, portion, tell)
