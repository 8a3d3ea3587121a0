"""The cached database of an old shop without our addon."""

from pathlib import Path

from dev.shop.templates import Template

from ..framework.remote import remote
from .filling import FillingSession

BATCHES = 10  # each with orders of all kinds


class OldShopTemplate(Template):
    """Odoo's modules and many orders created with them."""

    announcement = "filling a template database"
    free_space = 2500

    def __init__(self, orders):
        self.kind = f"old_shop_{orders}"  # Shops of all sizes are kept.
        super().__init__("test")
        self.orders = orders

    @property
    def title(self):
        return f"{self.orders} old orders"

    def get_inputs(self):
        scripts = sorted(Path(__file__).parent.glob("*.py"))
        return [
            self.base.database,
            self.orders,
            *(path.read_text() for path in scripts),
        ]

    def fill(self, partial):
        fill(FillingSession, partial, self.orders)


def fill(session, database, orders):
    """Fill a database with orders.

    :param session: The class of the session that fills it.
    """
    with remote(session, database) as filling:
        filling.call("make_originals")
        for _batch in range(BATCHES):
            filling.call("make_copies", orders // BATCHES)
        filling.call("finish")
