"""The cached database of an old shop without our addon."""

from functools import cached_property
from pathlib import Path

from dev.shop import databases
from dev.shop.templates import BaseTemplate, Template

from ..framework.remote import remote
from .filling import FillingSession

BATCHES = 10  # in each of which there are orders of all kinds


class OldShopTemplate(Template):
    """Odoo's modules and many orders made with them."""

    kind = "old_shop"
    free_space = 2500

    def __init__(self, orders):
        super().__init__("test")
        self.orders = orders

    @property
    def title(self):
        return f"{self.orders} old orders"

    @property
    def announcement(self):
        return "filling a template database"

    @cached_property
    def base(self):
        """The template this one is built on."""
        return BaseTemplate(self.flavour)

    def complete(self):  # pylint: disable=missing-return
        """Override: the base must be there to know what this one is built on."""
        self.base.complete()
        super().complete()

    def get_inputs(self):
        scripts = sorted(Path(__file__).parent.glob("*.py"))
        return [
            self.base.database,
            self.orders,
            *(path.read_text() for path in scripts),
        ]

    def start_from(self, partial):
        databases.clone(self.base.database, partial)

    def fill(self, partial):
        with remote(FillingSession, partial) as filling:
            filling.call("make_originals")
            for _batch in range(BATCHES):
                filling.call("make_copies", self.orders // BATCHES)
            filling.call("finish")
