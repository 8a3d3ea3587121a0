"""One replay at a time in a database."""

from contextlib import contextmanager

from ..shop import layout
from ..shop.locks import try_lock
from .trouble import Trouble


@contextmanager
def only_replay(shop):
    """Be the only replay in the database.

    Our workers inherit the lock, so that of a killed replay is free when the last of
    its workers has ended, too.

    :raise Trouble: If another one is at work.
    """
    layout.LOCKS.mkdir(parents=True, exist_ok=True)
    with (layout.LOCKS / f"replay-{shop.database}").open("a") as file:
        if not try_lock(file):
            raise Trouble(f"Another replay is at work in {shop.database}")
        yield
