"""The database of `make run`, which is kept."""

from contextlib import contextmanager, suppress

from . import databases, foreground
from .inside_odoo import run_odoo
from .problem import Problem
from .stages import Stage
from .templates import ADDON, AddonTemplate, get_addons_fingerprint

NAME = "shop"


class ShopDatabase(Stage):
    """A clone of a template with up-to-date addons."""

    title = "Database"
    announcement = "making it, or updating our addons in it"

    def __init__(self, name, *needs, flavour="demo"):
        super().__init__(*needs)
        self.name = name
        self.flavour = flavour

    def is_done(self):
        """Override to compare the addons' fingerprint in the database's comment."""
        if not databases.exists(self.name):
            return False
        return databases.get_remark(self.name) == get_addons_fingerprint()

    def build(self):
        if databases.exists(self.name):
            run_odoo(self.name, "-i", ADDON, "-u", ADDON)
        else:
            make_database(self.name, AddonTemplate(self.flavour))
        databases.set_remark(self.name, get_addons_fingerprint())


def make_database(name, template):
    """Create a database from a template, replacing an existing one.

    :param templates.Template template: The template, which is built if missing.
    """
    partial = f"{name}_partial"
    template.complete()
    with suppress(Problem):
        databases.clone(template.database, partial)
    if not databases.exists(partial):
        # Another make has just replaced our template by a newer generation.
        template.complete()
        databases.clone(template.database, partial)
    databases.drop(name)
    databases.rename(partial, name)


@contextmanager
def temporary(purpose, template):
    """Create a temporary database during the block; yields its name."""
    name = databases.get_temporary_name(purpose)
    make_database(name, template)
    try:
        yield name
    finally:
        with foreground.undisturbed():
            databases.drop(name)
