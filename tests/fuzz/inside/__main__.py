"""Runs in Odoo's Python: opens the shop, and creates orders whenever it is told to."""

import json
import sys

from odoo import http
from odoo.api import SUPERUSER_ID, Environment
from odoo.modules.registry import Registry
from odoo.tools import config

from . import orders, people, settings


def open_shop(env):
    settings.open_shop(env)
    people.create(env)
    return True


TASKS = {"open": open_shop, "world": orders.create_world}


def main(database):
    """Answer until the input ends."""
    config.parse_config(["-d", database, "--no-http"], setup_logging=True)
    http.root.initialize()
    registry = Registry(database)
    for line in sys.stdin:
        registry.check_signaling()
        with registry.cursor() as cr:
            answer = TASKS[json.loads(line)](Environment(cr, SUPERUSER_ID, {}))
        registry.signal_changes()
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1])
