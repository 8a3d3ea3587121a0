"""The checkout's own database for replays, beside the shop's."""

from ..shop.shop_database import ShopDatabase


class ReplayDatabase(ShopDatabase):
    """A clone without demo orders, whose amounts would be in another currency."""

    flavour = "test"
