from contextlib import contextmanager
from dataclasses import dataclass

from odoo import models
from odoo.service.model import PG_CONCURRENCY_EXCEPTIONS_TO_RETRY

# Context key that marks code running in a savepoint: see `ir.config_parameter`.
IN_SAVEPOINT = "ecommerce_order_flow_in_savepoint"


@dataclass
class Attempt:
    """A block that may fail, and its error.

    Its records have a context in which no module of Odoo commits, which would end the
    savepoint.
    """

    records: models.Model
    error: Exception | None = None


@contextmanager
def failing_alone(records):
    """Roll back the block if it fails, and keep the error instead of raising it.

    Concurrency errors are raised, so that the whole transaction is retried.

    :param records: The records processed by the block.
    :return: The `Attempt`, which has the error after the block.
    """
    attempt = Attempt(records.with_context(**{IN_SAVEPOINT: True}))
    try:
        with records.env.cr.savepoint():
            yield attempt
            attempt.records.env.flush_all()
    except PG_CONCURRENCY_EXCEPTIONS_TO_RETRY:
        raise
    except Exception as error:  # noqa: BLE001 what failed is told by whoever asks
        attempt.error = error
