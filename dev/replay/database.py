"""The checkout's own database for replays, beside the shop's."""

from ..shop import databases
from ..shop.shop_database import ShopDatabase, make_database
from ..shop.templates import AddonTemplate, get_addons_fingerprint


class ReplayDatabase(ShopDatabase):
    """A clone of the template without demo data, with the checkout's addons."""

    def build(self):
        """Override: no demo orders, whose amounts would be in another currency."""
        if databases.exists(self.name):
            super().build()
            return
        make_database(self.name, AddonTemplate("test"))
        databases.set_remark(self.name, get_addons_fingerprint())
