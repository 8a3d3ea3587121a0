"""Requests for pages of the shop."""

import socket
from http.client import HTTPException
from urllib.error import HTTPError
from urllib.request import ProxyHandler, build_opener

ADDRESS = "127.0.0.1"
LONGEST_ANSWER = 120  # seconds


def fetch(port, path):
    """Fetch a page, following redirects.

    :return: Its status, or None without a response, and its text.
    """
    url = f"http://{ADDRESS}:{port}{path}"
    opener = build_opener(ProxyHandler({}))
    try:
        with opener.open(url, timeout=LONGEST_ANSWER) as page:
            return page.status, page.read().decode(errors="replace")
    except HTTPError as error:
        return error.code, ""
    except (OSError, HTTPException):
        return None, ""


def is_port_free(port):
    """Return whether the port is free."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((ADDRESS, port))
        except OSError:
            return False
    return True


def find_free_port():
    """Return a free port."""
    with socket.socket() as probe:
        probe.bind((ADDRESS, 0))
        return probe.getsockname()[1]
