"""What the shop promises of each order: looked at after each act.

Each promise is a function of the moment that yields in which way it is broken.
"""

from . import documents, goods, money, records, stages
from .moment import Moment

PROMISES = (
    *records.PROMISES,
    *stages.PROMISES,
    *money.PROMISES,
    *goods.PROMISES,
    *documents.PROMISES,
)


def look(moment):
    """Return how which promises are broken, by name."""
    broken = {it.__name__: next(it(moment), None) for it in PROMISES}
    return {name: how for name, how in broken.items() if how}
