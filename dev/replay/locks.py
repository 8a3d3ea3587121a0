"""One replay at a time in a database, and none beside the rest of a killed one.

When a replay is killed, its workers may still be at their last transaction. Each holds
a lock as long as it lives, which the next replay waits for before it looks at anything.
"""

from contextlib import contextmanager

import psycopg2

from .trouble import Trouble

REPLAY = 7_301_001  # any numbers that nobody else uses in the database
WORKERS = 7_301_002


@contextmanager
def only_replay(shop):
    """Be the only replay in the database.

    :raise Trouble: If another one is at work.
    """
    with _connected(shop) as ask:
        if not ask("pg_try_advisory_lock", REPLAY):
            raise Trouble(f"Another replay is at work in {shop.database}")
        ask("pg_advisory_lock", WORKERS)
        ask("pg_advisory_unlock", WORKERS)
        yield


@contextmanager
def at_work(shop):
    """Be a worker whose end the next replay waits for."""
    with _connected(shop) as ask:
        ask("pg_advisory_lock_shared", WORKERS)
        yield


@contextmanager
def _connected(shop):
    """Hold a connection: PostgreSQL keeps its locks for as long as it lives."""
    connection = psycopg2.connect(**shop.get_connection_arguments())
    connection.autocommit = True

    def ask(function, key):
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {function}(%s)", [key])
            return cursor.fetchone()[0]

    try:
        yield ask
    finally:
        connection.close()
