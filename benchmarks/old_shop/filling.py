"""A shop full of orders."""

from ..framework.odoo_session import OdooSession
from .copies import Copier
from .journeys import JOURNEYS
from .shop import OldShop

MOST_LINES = 3


class FillingSession(OdooSession):
    """Fills a database with orders of all kinds, of one to three lines each.

    One of each kind is created by Odoo's own buttons, the others are its copies.
    """

    def __init__(self, database):
        super().__init__(database)
        self.env = self.open_environment()
        self.copier = self.make_copier()
        self.originals = {}

    def make_copier(self):
        """Return the copier of the orders."""
        return Copier(self.env.cr)

    def make_originals(self):
        """Create one order of each kind."""
        shop = OldShop(self.env)
        for journey, share in JOURNEYS.items():
            for lines in range(1, MOST_LINES + 1):
                with self.copier.recorded() as original:
                    order = self.order(shop, lines)
                    journey(shop, order)
                    self.finish_original(original, order)
                self.originals[original] = share

    def order(self, shop, lines):
        """Return a new cart."""
        return shop.order(lines)

    def finish_original(self, original, order):
        """Finish an order that is going to be copied."""
        self.env.flush_all()

    def make_copies(self, count):
        """Create about so many orders of all kinds, in realistic shares."""
        total = sum(self.originals.values())
        for original, share in self.originals.items():
            original.multiply(round(count * share / total))

    def finish(self):
        """Finish and commit the copies."""
        self.copier.finish()
        self.env.cr.commit()  # pylint: disable=invalid-commit
