"""The provider's API.

=====================================  ===============================================
``POST /payments/<payment>/refunds``   refund ``amount`` (cents), ``currency``,
                                       ``reference``; the header ``Idempotency-Key``
``GET /payments/<payment>/refunds``    the payment's refunds, if it may be asked
``GET /refunds``                       all of them, for tests
``GET /health``                        how many requests it is at
=====================================  ===============================================
"""

import json
import os
import sys
import threading
import time
from contextlib import contextmanager
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote

from .moods import MOODS

ADDRESS = "127.0.0.1"
SLOW = 1.0  # seconds
FOREVER = 60  # seconds: longer than any client waits


class Server(ThreadingHTTPServer):
    """The provider."""

    daemon_threads = True
    request_queue_size = 100

    def __init__(self, options, books, moods):
        super().__init__((ADDRESS, options.port), Handler)
        self.options = options
        self.books = books
        self.moods = moods
        self.keys_at_work = set()
        self.open_requests = 0
        self.lock = threading.Lock()

    def take_key(self, key):
        """Reserve a key; return False if another request is using it."""
        with self.lock:
            is_free = not key or key not in self.keys_at_work
            self.keys_at_work.add(key)
            return is_free

    def return_key(self, key):
        """Release a key for the next request."""
        with self.lock:
            self.keys_at_work.discard(key)

    @contextmanager
    def working(self):
        """Count a request as undecided during the block."""
        with self.lock:
            self.open_requests += 1
        try:
            yield
        finally:
            with self.lock:
                self.open_requests -= 1

    def handle_error(self, request, client_address):
        """Override to ignore killed clients."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


class Handler(BaseHTTPRequestHandler):
    """A request."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_GET(self):
        """List the accepted refunds."""
        books, path = self.server.books, self.path.strip("/").split("/")
        if path == ["health"]:
            self._answer(HTTPStatus.OK, {"open": self.server.open_requests})
        elif path == ["refunds"]:
            self._answer(HTTPStatus.OK, {"refunds": list(books.refunds)})
        elif not self.server.options.ask:
            self._answer(HTTPStatus.NOT_FOUND, {"message": "Not a thing to ask"})
        else:
            time.sleep(self.server.options.latency / 1000)
            self._answer(HTTPStatus.OK, {"refunds": books.find(unquote(path[1]))})

    def do_POST(self):
        """Refund, once for each key."""
        length = int(self.headers["Content-Length"] or 0)
        wish = json.loads(self.rfile.read(length))
        key = self.server.options.keys and self.headers["Idempotency-Key"]
        if not self.server.take_key(key):
            self._answer(HTTPStatus.CONFLICT, {"message": "Still working on it"})
            return
        payment = unquote(self.path.split("/")[2])
        mood = self.server.moods.choose(f"{payment}:{wish.get('reference')}")
        try:
            with self.server.working():
                refund = self._refund(payment, wish, key, mood)
            self._pause()
            getattr(self, f"_be_{mood.split('_')[0]}")(refund)
        finally:
            self.server.return_key(key)

    def _pause(self):
        """Wait for half of the latency: half before the decision, half after it."""
        time.sleep(self.server.options.latency / 2000)

    def _refund(self, payment, wish, key, mood):
        """Return the refund that was made, now or before, if any."""
        self._pause()
        if mood == "die_before":
            os._exit(1)
        refund = key and self.server.books.by_key.get(key)
        if not refund and MOODS.get(mood, True):
            status = "pending" if mood == "later" else "succeeded"
            refund = self.server.books.accept(payment, wish, key, status)
        return refund

    # === MOODS === #

    def _be_good(self, refund):
        self._answer(HTTPStatus.OK, refund)

    _be_later = _be_good

    def _be_slow(self, refund):
        time.sleep(SLOW)
        self._answer(HTTPStatus.OK, refund)

    def _be_twice(self, refund):
        self._answer(HTTPStatus.OK, refund)
        self._answer(HTTPStatus.OK, refund)

    def _be_error(self, _refund):
        self._answer(HTTPStatus.INTERNAL_SERVER_ERROR, {"message": "Oops"})

    def _be_garbage(self, _refund):
        self._send(HTTPStatus.OK, b"<html><h1>Maintenance</h1></html>")

    def _be_wrong(self, refund):
        self._answer(HTTPStatus.OK, {**refund, "amount": refund["amount"] + 100})

    def _be_drop(self, _refund):
        self.close_connection = True

    def _be_die(self, _refund):
        os._exit(1)

    def _be_never(self, _refund):
        time.sleep(FOREVER)
        self.close_connection = True

    def _be_refuse(self, refund):
        if refund:
            self._answer(HTTPStatus.OK, refund)
        else:
            self._answer(HTTPStatus.PAYMENT_REQUIRED, {"message": "Card was closed"})

    # === ANSWER === #

    def _answer(self, status, content):
        self._send(status, json.dumps(content).encode())

    def _send(self, status, body):
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments):
        """Override to log nothing: the books suffice."""


def serve(options, books, moods):
    """Serve until killed."""
    with Server(options, books, moods) as server:
        server.serve_forever()
