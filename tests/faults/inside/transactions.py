"""Each task runs in a transaction of its own."""

from functools import partial

from odoo.api import SUPERUSER_ID, Environment
from odoo.service.model import retrying


def work(registry, method, *arguments):
    """Run a task in a transaction of its own, as a request does."""
    with registry.cursor() as cr:
        env = Environment(cr, SUPERUSER_ID, {})
        return retrying(partial(method, env, *arguments), env)
