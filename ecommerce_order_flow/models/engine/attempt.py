from contextlib import contextmanager
from dataclasses import dataclass

from odoo import models
from odoo.service.model import PG_CONCURRENCY_EXCEPTIONS_TO_RETRY

# What is done within a savepoint says so: see `ir.config_parameter`.
IN_SAVEPOINT = "ecommerce_order_flow_in_savepoint"


@dataclass
class Attempt:
    """A block that may fail, and what came of it.

    With its records no app of Odoo commits, which would end the savepoint.
    """

    records: models.Model
    error: Exception | None = None


@contextmanager
def failing_alone(records):
    """Undo what the block did if it fails, and keep the error instead of raising it.

    Conflicts with other transactions are raised: whoever began the transaction repeats
    it as a whole.

    :param records: What the block is about.
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
