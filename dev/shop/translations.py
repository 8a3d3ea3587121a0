"""The addons' terms: exported from a database, merged into the translations."""

import re

from . import databases, layout
from .console import Progress, say
from .inside_odoo import run_inside
from .shop_database import make_database
from .templates import AddonTemplate


def renew():
    """Write each addon's .pot file anew and bring its .po files up to date."""
    database = databases.get_temporary_name("i18n")
    make_database(database, AddonTemplate("test"))
    try:
        addons = {addon.name: str(addon / "i18n") for addon in layout.get_addons()}
        progress = Progress("Translations")
        run_inside("export_terms.py", database, progress, addons=addons)
        say_counts(layout.get_log(database))
    finally:
        databases.drop(database)


def say_counts(log):
    """Print how complete the translations are, and forget the log."""
    for line in log.read_text().splitlines():
        if re.match(r"\w+: \d+ terms", line):
            say(line)
    log.unlink()
