"""What makes a function the story of an order, and tells all of them."""

from ..ids import find, remember
from ..order import Order

STORIES = []


def story(customer, days, **goods):
    """Make a function the story of an order.

    :param str customer: whose it is.
    :param int days: how many days ago it begins.
    :param goods: quantities in the cart.
    """

    def register(function):
        STORIES.append((function, customer, days, goods))
        return function

    return register


def tell_stories(shop, clock):
    """Let the orders live that are missing, the oldest first."""
    for function, customer, days, goods in sorted(STORIES, key=lambda it: -it[2]):
        name = f"order_{function.__name__}"
        clock.turn_back(days)
        if not find(shop.env, name):
            order = Order(shop, customer)
            order.fill_cart(**goods)
            function(order, clock)
            remember(order.record, name)
