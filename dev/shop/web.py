"""Fetching pages from the shop."""

import http.client
import socket

ADDRESS = "127.0.0.1"
LONGEST_ANSWER = 120  # seconds


def fetch(port, path):
    """Fetch a page.

    :return: Its status, or None if nobody answers, and its text.
    """
    connection = http.client.HTTPConnection(ADDRESS, port, timeout=LONGEST_ANSWER)
    try:
        connection.request("GET", path)
        response = connection.getresponse()
        return response.status, response.read().decode(errors="replace")
    except (OSError, http.client.HTTPException):
        return None, ""
    finally:
        connection.close()


def is_port_free(port):
    """Tell whether nobody listens on the port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((ADDRESS, port))
        except OSError:
            return False
    return True


def find_free_port():
    """Return a port on which nobody listens."""
    with socket.socket() as probe:
        probe.bind((ADDRESS, 0))
        return probe.getsockname()[1]
