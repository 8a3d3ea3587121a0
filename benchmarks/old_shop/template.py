"""The cached database of an old shop without our addon."""

from pathlib import Path

from dev.shop.templates import Template

from ..framework.remote import remote
from .filling import FillingSession

BATCHES = 10  # each with orders of all kinds


class OldShopTemplate(Template):
    """Odoo's modules and many orders created with them."""

    kind = "old_shop"
    announcement = "filling a template database"
    free_space = 2500

    def __init__(self, orders):
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
        with remote(FillingSession, partial) as filling:
            filling.call("make_originals")
            for _batch in range(BATCHES):
                filling.call("make_copies", self.orders // BATCHES)
            filling.call("finish")
