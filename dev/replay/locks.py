"""One replay at a time in a database."""

from contextlib import contextmanager

import psycopg2

from .trouble import Trouble

KEY = 7_301_001  # any number that nobody else uses in the database
LONGEST_FAREWELL = 15  # seconds that the workers of a killed replay may need


@contextmanager
def only_replay(shop):
    """Be the only replay in the database.

    The lock lives as long as its connection. Our workers inherit that, so the lock of a
    killed replay is free when the last of its workers has ended, too.

    :raise Trouble: If another one is at work.
    """
    connection = psycopg2.connect(**shop.get_connection_arguments())
    connection.autocommit = True
    try:
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = %s", [f"{LONGEST_FAREWELL}s"])
            cursor.execute("SELECT pg_advisory_lock(%s)", [KEY])
        yield
    except psycopg2.errors.LockNotAvailable:
        raise Trouble(f"Another replay is at work in {shop.database}") from None
    finally:
        connection.close()
