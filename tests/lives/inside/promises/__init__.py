"""The shop's promises for each order, checked after each act.

Each promise is a function of the moment that yields its violations.
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
    """Return the violations of the broken promises, by name."""
    broken = {it.__name__: next(it(moment), None) for it in PROMISES}
    return {name: how for name, how in broken.items() if how}
