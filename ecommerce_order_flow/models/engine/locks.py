from psycopg2.errors import LockNotAvailable

from odoo.exceptions import LockError, UserError
from odoo.tools import SQL

# Context key of automations: they are retried, and never wait for locks.
IS_AUTOMATED = "ecommerce_order_flow_is_automated"
PATIENCE = 3  # seconds that users wait for locked records


def lock_or_refuse(order, *others):
    """Lock the order until the transaction ends.

    Users wait a few seconds for the lock, which an automation usually holds only for a
    moment. What the other transaction changed must be read again: the whole request is
    retried then. Callers that lock several orders sort them by id to avoid deadlocks.

    :param others: Records to lock with it.
    :raise UserError: If another transaction holds the lock.
    """
    order.ensure_one()
    try:
        for records in (order, *others):
            _lock(records)
    except LockError as error:
        raise UserError(
            order.env._(
                "%(order)s is being processed by another user. Try again in a minute.",
                order=order.name,
            )
        ) from error


def lock_free(records):
    """Lock the records not locked by others; users wait for the others.

    :return: The locked records.
    """
    locked = records.try_lock_for_update(allow_referencing=True)
    if locked == records or not _wait_for(records - locked):
        return locked
    return records.try_lock_for_update(allow_referencing=True)


def _lock(records):
    """Lock records, or raise `LockError` if others hold some of them."""
    try:
        records.lock_for_update(allow_referencing=True)
    except LockError:
        if not _wait_for(records):
            raise
        records.lock_for_update(allow_referencing=True)


def _wait_for(records):
    """Wait for the records' locks, and return whether they were acquired."""
    if records.env.context.get(IS_AUTOMATED):
        return False
    cr = records.env.cr
    rows = SQL(
        "SELECT id FROM %s WHERE id IN %s ORDER BY id FOR NO KEY UPDATE",
        SQL.identifier(records._table),
        tuple(records.ids),
    )
    try:
        # Without it PostgreSQL would abort the transaction.
        with cr.savepoint(flush=False):
            cr.execute(SQL("SET LOCAL lock_timeout = %s", f"{PATIENCE}s"))
            cr.execute(rows, log_exceptions=False)
            cr.execute("SET LOCAL lock_timeout TO DEFAULT")
    except LockNotAvailable:
        return False
    return True
