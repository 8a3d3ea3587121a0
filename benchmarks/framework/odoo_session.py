"""Odoo on one database, without server and crons."""

import logging

from odoo.api import SUPERUSER_ID, Environment
from odoo.modules.module import initialize_sys_path
from odoo.modules.registry import Registry
from odoo.tools import config


class OdooSession:
    """Odoo on one database; needs a process of its own.

    :param more_addons: A folder of addons outside of the shop.
    """

    def __init__(self, database, more_addons=None):
        config.parse_config(["-d", database, "--no-http"], setup_logging=True)
        if more_addons:
            config["addons_path"] = [*config["addons_path"], str(more_addons)]
            initialize_sys_path()
        logging.getLogger("odoo").setLevel(logging.ERROR)
        logging.getLogger("py.warnings").setLevel(logging.ERROR)
        self.registry = Registry(database)

    def open_environment(self):
        """Return an environment of the superuser on a new cursor."""
        return Environment(self.registry.cursor(), SUPERUSER_ID, {})

    def run(self, function, *arguments):
        """Call a function with an environment before the arguments, and commit."""
        env = self.open_environment()
        with env.cr:
            return function(env, *arguments)
