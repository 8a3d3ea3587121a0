"""Sends requests, without following redirects."""

import http.client
import time
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from .request import to_bytes

LONGEST_WAIT = 60  # seconds


@dataclass(frozen=True)
class Answer:
    """What came back: no status if the server closed the connection."""

    status: int | None
    text: str = ""
    headers: list = field(default_factory=list)
    seconds: float = 0.0

    def get(self, name):
        """Return a header, or the empty text."""
        return next((it for key, it in self.headers if key.lower() == name), "")


class Client:
    """Sends requests of visitors to the site."""

    def __init__(self, site, visitors):
        self.host = urlsplit(site).netloc
        self.visitors = visitors

    def send(self, request):
        """Send a request; return its answer."""
        body, start = request.get_body(), time.monotonic()
        connection = http.client.HTTPConnection(self.host, timeout=LONGEST_WAIT)
        try:
            self._put(connection, request, body)
            response = connection.getresponse()
            text = response.read().decode(errors="replace")
        except (OSError, http.client.HTTPException):
            return Answer(None, seconds=time.monotonic() - start)
        finally:
            connection.close()
        seconds = time.monotonic() - start
        return Answer(response.status, text, response.getheaders(), seconds)

    def _put(self, connection, request, body):
        session = self.visitors[request.visitor].session
        headers = {**request.get_headers(), "Cookie": f"session_id={session}"}
        if body is not None:
            headers["Content-Length"] = str(len(body))
        connection.putrequest(request.method, request.target, skip_accept_encoding=True)
        for name, value in headers.items():
            connection.putheader(name, to_bytes(value))
        connection.endheaders()
        if body:
            connection.send(body)
