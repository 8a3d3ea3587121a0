"""Runs in Odoo's Python: runs the lives read from its input, one per line."""

import gc
import json
import sys

from odoo import http
from odoo.api import SUPERUSER_ID, Environment
from odoo.modules.registry import Registry
from odoo.tools import config

from . import provider, world
from .life import live


def main(database):
    """Answer until the input ends."""
    config.parse_config(["-d", database, "--no-http"], setup_logging=True)
    http.root.initialize()
    registry = Registry(database)
    with registry.cursor() as cr:
        env = Environment(cr, SUPERUSER_ID, {})
        if not world.get_companies(env)["second"]:
            world.open_shop(env)
    # Odoo itself is never garbage, and a life leaves little: collecting repeatedly
    # takes a tenth of the time.
    gc.collect()
    gc.freeze()
    gc.disable()
    with provider.connected(registry):
        for line in sys.stdin:
            answer = live(registry, **json.loads(line))
            sys.stdout.write(json.dumps(answer) + "\n")
            sys.stdout.flush()
            gc.collect()


if __name__ == "__main__":
    main(sys.argv[1])
