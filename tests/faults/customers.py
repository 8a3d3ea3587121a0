"""Customers who pay while the server is killed, with the retries of their browsers."""

import json
import queue
import threading
import time
from http.client import HTTPException
from urllib.request import Request, urlopen

LONGEST_ANSWER = 30  # seconds
PAUSE = 0.2  # seconds until a browser tries again
PATIENCE = 20  # number of tries


class Customers:
    """Customers at their browsers, a given number at the same time."""

    def __init__(self, site, count):
        self.site = site
        self.orders = queue.SimpleQueue()
        self.closing = threading.Event()
        self.threads = [
            threading.Thread(target=self._serve, daemon=True)
            for _number in range(count)
        ]

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *error):
        self.closing.set()
        for _thread in self.threads:
            self.orders.put(None)
        for thread in self.threads:
            thread.join()

    def pay(self, orders):
        """Let the next customers pay."""
        for order in orders:
            self.orders.put(order)

    def _serve(self):
        while order := self.orders.get():
            self._report(order)
            if order["comes_back"]:
                self._come_back(order)

    def _report(self, order):
        """Act as the payment provider, which reports until the shop accepts it."""
        details = {"payment_details": "4242", "simulated_state": "done"}
        params = {"reference": order["reference"], **details}
        while not self._call("/payment/demo/simulate_payment", order, **params):
            if self.closing.is_set():
                return
            time.sleep(PAUSE)

    def _come_back(self, order):
        """Act as the browser, which polls for the payment's arrival."""
        for _poll in range(PATIENCE):
            if self._call("/payment/status/poll", order):
                return
            time.sleep(PAUSE)

    def _call(self, path, order, **params):
        """Call a route; return whether it succeeded."""
        body = json.dumps({"jsonrpc": "2.0", "params": params}).encode()
        cookie = f"session_id={order['session']}"
        headers = {"Content-Type": "application/json", "Cookie": cookie}
        request = Request(self.site + path, body, headers)
        try:
            with urlopen(request, timeout=LONGEST_ANSWER) as response:
                answer = json.load(response)
        except (OSError, HTTPException, ValueError):
            return False
        return "error" not in answer
