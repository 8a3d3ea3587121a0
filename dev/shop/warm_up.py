"""Fetching what a browser will want, so that the first visitor need not wait for it."""

import http.client
import re
import threading

from .web import fetch

# The back end's bundles stand on no page that a visitor may see.
BACKEND = (
    "/web/assets/any/web.assets_web.min.css",
    "/web/assets/any/web.assets_web.min.js",
)


def start(port):
    """Let Odoo put its scripts and styles together while nobody waits."""
    threading.Thread(target=_warm_up, args=[port], daemon=True).start()


def _warm_up(port):
    status, page = fetch(port, "/shop")
    links = re.findall(r'(?:href|src)="(/web/assets/[^"]+)"', page)
    for path in [*dict.fromkeys(links), *BACKEND]:
        status, page = fetch(port, path)
        if status == http.client.SEE_OTHER:
            fetch(port, page)
