"""The addons' terms: exported from a database, merged into the translations."""

import os

from . import databases, layout
from .console import Progress, say
from .inside_odoo import run_inside
from .shop_database import make_database
from .templates import AddonTemplate


def renew():
    """Write each addon's .pot file anew and bring its .po files up to date."""
    database = f"i18n_{os.getpid()}"
    make_database(database, AddonTemplate("test"))
    try:
        addons = {addon.name: str(addon / "i18n") for addon in layout.get_addons()}
        progress = Progress("Translations")
        run_inside("export_terms.py", database, progress, addons=addons)
        say((layout.get_log(database)).read_text().strip().splitlines()[-1])
    finally:
        databases.drop(database)
