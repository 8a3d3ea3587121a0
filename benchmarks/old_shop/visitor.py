"""A visitor who opens a page of the shop again and again."""

import threading
import time
from contextlib import contextmanager
from urllib.request import ProxyHandler, build_opener

PATIENCE = 300  # seconds until a request fails


class Visitor:
    """Opens a page every 200 ms, and keeps how long each one took.

    :ivar waits: Pairs: when a page was requested, and the seconds until it was there.
    """

    pause = 0.2

    def __init__(self, address):
        self.address = address
        self.waits = []
        self.is_leaving = threading.Event()

    def run(self):
        opener = build_opener(ProxyHandler({}))
        while not self.is_leaving.wait(self.pause):
            start = time.monotonic()
            with opener.open(self.address, timeout=PATIENCE) as page:
                page.read()
            self.waits.append((start, time.monotonic() - start))

    def get_longest_wait(self, since=0.0):
        """Return the longest wait for a page that was requested after a moment."""
        return max((wait for start, wait in self.waits if start >= since), default=0.0)


@contextmanager
def visiting(address):
    """Visit a page during the block; yields the `Visitor`."""
    visitor = Visitor(address)
    thread = threading.Thread(target=visitor.run, daemon=True)
    thread.start()
    try:
        yield visitor
    finally:
        visitor.is_leaving.set()
        thread.join(PATIENCE)
