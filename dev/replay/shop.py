"""The shop: a database of Odoo, and transactions in it."""

import threading
from functools import partial

import psycopg2

from odoo import http
from odoo.api import SUPERUSER_ID, Environment
from odoo.modules.registry import Registry
from odoo.service.model import retrying
from odoo.sql_db import close_all
from odoo.tools import config

from .trouble import Trouble

MODULES = ("ecommerce_order_flow", "payment_demo")

CONTEXT = {
    "lang": "en_US",
    # Emails stay in the queue.
    "mail_notify_force_send": False,
    # Odoo's switch for bulk changes: the chatter doesn't log each changed field, and
    # salespeople aren't notified of each order. Explicit messages are posted. The log
    # would take a fifth of the time.
    "mail_auto_subscribe_no_notify": True,
    "tracking_disable": True,
}


def configure(database, config_file=None, log_level="critical"):
    """Read Odoo's configuration: the given file, or the default one.

    Crons run in Odoo's servers only, and no server is started here.
    """
    arguments = ["--database", database, "--log-level", log_level]
    arguments += ["--log-handler", "py.warnings:ERROR"]
    if config_file:
        arguments += ["--config", str(config_file)]
    config.parse_config(arguments, setup_logging=True)
    http.root.initialize()


class Shop:
    """A database of Odoo.

    :raise Trouble: If it doesn't exist or can't be a shop.
    """

    def __init__(self, database):
        self.database = database
        # Odoo reads the routes for the database of the thread.
        threading.current_thread().dbname = database
        try:
            self.registry = Registry(database)
        except psycopg2.OperationalError as error:
            raise Trouble(f"{database} can't be opened: {error}") from error
        missing = [name for name in MODULES if name not in self.registry._init_modules]
        if missing:
            raise Trouble(f"{database} lacks the modules {', '.join(missing)}")

    def work(self, method, *arguments, **options):
        """Run a method in a transaction of its own, retrying on conflicts.

        :param method: The method to run; it gets the environment first.
        """
        with self.registry.cursor() as cr:
            env = Environment(cr, SUPERUSER_ID, CONTEXT)
            return retrying(partial(method, env, *arguments, **options), env)

    @staticmethod
    def disconnect():
        """Close all connections, which a fork would share."""
        close_all()
