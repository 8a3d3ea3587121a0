"""Sides with very many orders, and with few."""

from ..framework.sides import Side
from .sizes import BIG, SMALL
from .template import BigShopTemplate


class BigShop(Side):
    """A shop that has lived for years."""

    orders = BIG

    @classmethod
    def get_template(cls):
        """Override to fill the shop with orders."""
        return BigShopTemplate(cls.orders, cls.flavour)


class SmallShop(BigShop):
    """The same shop with few orders."""

    orders = SMALL
