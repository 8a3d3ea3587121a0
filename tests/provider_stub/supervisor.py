"""Keeps the provider running: restarted when it dies, with all accepted refunds."""

import http.client
import json
import subprocess
import sys
import threading
import time
from contextlib import contextmanager, suppress
from urllib.request import ProxyHandler, Request, build_opener

from dev.shop import layout
from dev.shop.processes import die_with_parent
from dev.shop.web import ADDRESS, find_free_port

LONGEST_START = 30  # seconds
LONGEST_ANSWER = 3  # seconds


class Provider:
    """The provider as tests see it.

    :param list options: Its command line options, besides the port.
    """

    def __init__(self, options):
        self.port = find_free_port()
        self.url = f"http://{ADDRESS}:{self.port}"
        self.options = list(map(str, options))
        self.process = None
        self.deaths = -1
        self.closing = threading.Event()
        self.watcher = threading.Thread(target=self._keep_running, daemon=True)

    def _keep_running(self):
        """Restart the provider whenever it dies; this thread's end is its end, too."""
        module = [sys.executable, "-m", "tests.provider_stub", "--port", self.port]
        while not self.closing.is_set():
            self.process = subprocess.Popen(
                die_with_parent([*module, *self.options]), cwd=layout.ROOT
            )
            self.deaths += 1
            self.process.wait()

    def start(self):
        """Start the provider and wait until it answers."""
        self.watcher.start()
        self.wait_until_idle()

    def stop(self):
        """Stop the provider for good."""
        self.closing.set()
        self.process.kill()
        self.watcher.join()

    def kill(self):
        """Kill the provider, whatever it is doing: it is restarted."""
        self.process.kill()

    def wait_until_idle(self):
        """Wait until the provider has decided all its requests."""
        deadline = time.monotonic() + LONGEST_START
        while True:
            with suppress(OSError, http.client.HTTPException):
                if not self.fetch("health")["open"]:
                    return
            assert time.monotonic() < deadline, "The provider doesn't come to an end"
            time.sleep(0.02)

    def fetch(self, path, wish=None, key=None):
        """Send a request to the provider.

        :raise OSError: If there is no answer, or none that reports success.
        """
        body = wish and json.dumps(wish).encode()
        headers = {"Idempotency-Key": key} if key else {}
        request = Request(f"{self.url}/{path}", body, headers)
        opener = build_opener(ProxyHandler({}))
        with opener.open(request, timeout=LONGEST_ANSWER) as answer:
            return json.load(answer)

    def get_refunds(self):
        """Return all accepted refunds, once no request is undecided."""
        self.wait_until_idle()
        return self.fetch("refunds")["refunds"]


@contextmanager
def running(*options):
    """Run a provider during the block, with the given command line options."""
    provider = Provider(options)
    provider.start()
    try:
        yield provider
    finally:
        provider.stop()
