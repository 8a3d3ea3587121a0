import os
from functools import partial

from odoo import fields

# Key of what is to be woken, among the data of the cursor's hooks.
WOKEN = "ecommerce_order_flow.woken"


def wake(env, cron_ids, at=None):
    """Trigger scheduled actions when the transaction is flushed, each once a time.

    What is woken in a transaction is created by one statement, before the commit or
    before the next savepoint.

    :param env: The environment; everybody may wake them.
    :param datetime at: When they run: by default as soon as it is committed.
    """
    hooks = env.cr.precommit
    if WOKEN not in hooks.data:
        hooks.data[WOKEN] = {}  # like a set, but in order
        # In sudo mode because triggers are the administrator's.
        hooks.add(partial(_create_triggers, env["ir.cron.trigger"].sudo()))
    hooks.data[WOKEN].update(dict.fromkeys((cron_id, at) for cron_id in cron_ids))


def _create_triggers(triggers):
    """Create the triggers, and notify the workers like Odoo if they are due."""
    cr, now = triggers.env.cr, fields.Datetime.now()
    woken = cr.precommit.data.pop(WOKEN)
    triggers.create(
        [{"cron_id": cron_id, "call_at": at or now} for cron_id, at in woken]
    )
    is_due = any(not at or at <= now for _cron_id, at in woken)
    if is_due or os.getenv("ODOO_NOTIFY_CRON_CHANGES"):
        cr.postcommit.add(triggers.env["ir.cron"]._notifydb)
