from contextlib import contextmanager


@contextmanager
def claimed(cr, name, numbers):
    """Claim numbers against other workers, across commits.

    Row locks end with the transaction, but code that talks to external services commits
    in between. A claim is an advisory lock of the connection, and ends with it if the
    worker is killed. A worker that gets the claim and begins a transaction sees what
    the previous one committed.

    :param str name: The kind of the numbers.
    :param numbers: The numbers to claim.
    :return: The numbers not claimed by others.
    """
    cr.execute(
        "SELECT number FROM unnest(%s) AS number "
        "WHERE pg_try_advisory_lock(hashtext(%s), number)",
        [list(numbers), name],
    )
    own = [number for (number,) in cr.fetchall()]
    try:
        yield own
    except Exception:
        cr.rollback()  # Otherwise the claim can't be released.
        raise
    finally:
        cr.execute(
            "SELECT pg_advisory_unlock(hashtext(%s), number) "
            "FROM unnest(%s::int[]) AS number",
            [name, own],
        )
