"""The life of orders: from their present state to that of the file."""

import logging
from functools import partial

from .backoffice import invoice, ship
from .checkout import Checkout
from .forms import FormReturn
from .orders import find_orders
from .returns import GoodsReturn

_logger = logging.getLogger("odoo.replay")  # as loud as Odoo is asked to be


def live(shop, facilities, purchases):
    """Process orders until they are shipped and invoiced.

    :param list purchases: Some purchases of the plan.
    :return: The failures.
    """
    numbers = [purchase.number for purchase in purchases]
    confirmed = shop.work(_get_confirmed_numbers, numbers)
    failures = []
    for purchase in purchases:
        if purchase.number not in confirmed:
            checkout = Checkout(shop, facilities, purchase)
            failures += attempt(checkout.run, purchase.number)
    failures += attempt_together(partial(shop.work, ship), numbers)
    failures += attempt_together(partial(shop.work, invoice), numbers)
    return failures


def _get_confirmed_numbers(env, numbers):
    """Return the numbers of the confirmed orders."""
    orders = find_orders(env, numbers)
    return {number for number, order in orders.items() if order.state == "sale"}


def give_back(shop, facilities, returns):
    """Process returns until they are refunded: by the form, or else by hand.

    :param list returns: Some returns of the plan, complete for their orders.
    :return: The failures.
    """
    failures = []
    for goods_return in returns:
        run = partial(_take_back, shop, facilities, goods_return)
        failures += attempt(run, goods_return.number)
    return failures


def _take_back(shop, facilities, goods_return):
    if not FormReturn(shop, facilities, goods_return).run():
        GoodsReturn(shop, facilities, goods_return).run()


def attempt(work, number):
    """Call a function for an order.

    :return: The failures, one or none: its number with the reason.
    """
    try:
        work()
    except Exception as error:  # One failing order must not stop the others.
        _logger.info("%s fails", number, exc_info=True)
        text = " ".join(str(error).split())
        return [(number, f"{type(error).__name__}: {text}")]
    return []


def attempt_together(work, numbers):
    """Call a function for many orders at once, or one by one if that fails.

    :return: The failures.
    """
    if not attempt(partial(work, numbers), numbers[0]):
        return []
    return [it for one in numbers for it in attempt(partial(work, [one]), one)]
