"""A shop that is open for requests, with a database of its own."""

from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from dev.shop import api, layout
from tests import odoo_process

from . import records, visitors
from .client import LONGEST_WAIT
from .server_log import ServerLog
from .world import World

# Asked for first: what they need for the first time takes longer.
FIRST_PAGES = ("/shop/cart", "/returns", "/my")


@dataclass
class Shop:
    """An open shop, and what is seen of it from outside."""

    site: str
    visitors: dict
    log: Any
    records: Any
    creator: Any

    def create_world(self):
        """Create new orders; returns the world with them only."""
        self.creator.tell("world")
        return World(self.creator.hear())


@contextmanager
def opened():
    """Open a shop during the block."""
    with (
        api.database("fuzz") as name,
        odoo_process.running(f"{name}-world", "-m", "tests.fuzz.inside", name) as it,
    ):
        it.tell("open")
        it.hear()
        with api.odoo_server(name) as site, records.watched(name) as watched:
            people = visitors.let_in(site)
            for person in people.values():
                for path in FIRST_PAGES:
                    person.opener.open(site + path, timeout=LONGEST_WAIT).read()
            yield Shop(site, people, ServerLog(layout.get_log(name)), watched, it)
