"""Running Odoo, and our scripts in Odoo's Python, on a database."""

import json
from pathlib import Path

from . import layout
from .processes import run_logged
from .python_packages import get_python

INSIDE = Path(__file__).parent / "inside"


def run_script(database, *script, **arguments):
    """Run one of our scripts on a database.

    :param script: Its path, or other arguments of Python's command line.
    """
    run_in_odoo(database, *script, json.dumps({**arguments, "database": database}))


def run_odoo(database, *options):
    """Run Odoo's command line on a database to its end."""
    ending = ("--no-http", "--stop-after-init")
    run_in_odoo(database, "-m", "odoo", "-d", database, *options, *ending)


def run_in_odoo(database, *arguments):
    """Run Odoo's Python; the log is named after the database."""
    log = layout.get_log(database)
    log.unlink(missing_ok=True)
    run_logged([get_python(), *arguments], log)
