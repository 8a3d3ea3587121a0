"""The cached database of a big shop."""

from functools import cached_property
from pathlib import Path

from dev.shop.templates import Template, get_template

from ..old_shop import template as old_shop
from .filling import BigFillingSession


class BigShopTemplate(Template):
    """Odoo's modules, with our addon or without, and very many orders."""

    announcement = "filling a template database"
    free_space = 2500

    def __init__(self, orders, flavour="test"):
        self.kind = f"big_shop_{orders}"  # Shops of all sizes are kept.
        super().__init__(flavour)
        self.orders = orders

    @cached_property
    def base(self):
        """Override to build it on our addon, or on Odoo alone."""
        return get_template(self.flavour)

    @property
    def title(self):
        return f"{self.orders} orders ({self.flavour})"

    def get_inputs(self):
        folders = (Path(__file__).parent, Path(old_shop.__file__).parent)
        scripts = [path for folder in folders for path in sorted(folder.glob("*.py"))]
        return [
            self.base.database,
            self.orders,
            *(path.read_text() for path in scripts),
        ]

    def fill(self, partial):
        old_shop.fill(BigFillingSession, partial, self.orders)
