"""The database that `make run` works with, kept from start to start."""

from contextlib import contextmanager, suppress

from . import databases, foreground
from .inside_odoo import run_odoo
from .problem import Problem
from .stages import Stage
from .templates import ADDON, AddonTemplate, get_addons_fingerprint

NAME = "shop"


class ShopDatabase(Stage):
    """A clone of a template whose addons are as new as the checkout's."""

    title = "Database"
    announcement = "making it, or updating our addons in it"

    def __init__(self, name, *needs, flavour="demo"):
        super().__init__(*needs)
        self.name = name
        self.flavour = flavour

    def is_done(self):
        """Override: what the addons were is noted on the database."""
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
    """Make a database (anew) from a template.

    :param templates.Template template: The template, which is built if missing.
    """
    partial = f"{name}_partial"
    template.complete()
    with suppress(Problem):
        databases.clone(template.database, partial)
    if not databases.exists(partial):
        # Another make has just put a newer generation in the place of our template.
        template.complete()
        databases.clone(template.database, partial)
    databases.drop(name)
    databases.rename(partial, name)


@contextmanager
def temporary(purpose, template):
    """Have a database of one's own during the block; yields its name."""
    name = databases.get_temporary_name(purpose)
    make_database(name, template)
    try:
        yield name
    finally:
        with foreground.undisturbed():
            databases.drop(name)
