from contextlib import contextmanager
from dataclasses import dataclass

from odoo.service.model import PG_CONCURRENCY_EXCEPTIONS_TO_RETRY

# What is done within a savepoint says so: see `ir.config_parameter`.
IN_SAVEPOINT = "ecommerce_order_flow_in_savepoint"


def without_commits(records):
    """Return records with which no app of Odoo commits, which would end a savepoint."""
    return records.with_context(**{IN_SAVEPOINT: True})


@dataclass
class Outcome:
    """What came of a block that may fail."""

    error: Exception | None = None


@contextmanager
def failing_alone(cr):
    """Undo what the block did if it fails, and keep the error instead of raising it.

    Conflicts with other transactions are raised: whoever began the transaction repeats
    it as a whole.

    :return: The `Outcome`, which has the error after the block.
    """
    outcome = Outcome()
    try:
        with cr.savepoint():
            yield outcome
    except PG_CONCURRENCY_EXCEPTIONS_TO_RETRY:
        raise
    except Exception as error:  # noqa: BLE001 what failed is told by whoever asks
        outcome.error = error
