"""Running our scripts in Odoo's Python."""

import json
import re
from pathlib import Path

from . import layout
from .problem import Problem
from .processes import run_logged
from .python_packages import get_python

INSIDE = Path(__file__).parent / "inside"


def run_inside(script, database, progress, **arguments):
    """Run one of our scripts on a database; tell which module Odoo is at.

    :raise Problem: If it fails, with Odoo's last error.
    """
    command = [
        get_python(),
        INSIDE / script,
        json.dumps({**arguments, "database": database}),
    ]
    log = layout.get_log(database)
    log.unlink(missing_ok=True)
    try:
        run_logged(command, log, on_line=lambda line: tell_module(progress, line))
    except Problem as problem:
        reason = get_last_error(log) or problem.what
        raise Problem(f"{progress.topic} failed: {reason}", problem.mend) from problem


def tell_module(progress, line):
    """Tell which of how many modules Odoo is at, from its log."""
    match = re.search(r"Loading module (\S+) \((\d+)/(\d+)\)", line)
    if match:
        name, number, count = match.groups()
        progress.at(f"module {number} of {count}: {name}")


def get_last_error(log):
    """Return the last error in a log of Odoo's."""
    lines = log.read_text(errors="replace").splitlines()
    errors = [line for line in lines if re.match(r"^[\w.]*(Error|Exception): ", line)]
    return errors[-1] if errors else None
