"""The database that `make run` works with, kept from start to start."""

from contextlib import suppress

from . import databases
from .inside_odoo import run_odoo
from .problem import Problem
from .stages import Stage
from .templates import ADDON, AddonTemplate, get_addons_fingerprint

NAME = "shop"
ATTEMPTS = 3


class ShopDatabase(Stage):
    """A clone of the demo template whose addons are as new as the checkout's."""

    title = "Database"

    def __init__(self, name, *needs):
        super().__init__(*needs)
        self.name = name

    @property
    def announcement(self):
        if databases.exists(self.name):
            return f"updating our addons in {self.name}: they have changed"
        return f"making {self.name}"

    def is_done(self):
        """Override: what the addons were is noted on the database."""
        if not databases.exists(self.name):
            return False
        return databases.get_remark(self.name) == get_addons_fingerprint()

    def build(self):
        if databases.exists(self.name):
            run_odoo(self.name, "-i", ADDON, "-u", ADDON)
        else:
            make_database(self.name, AddonTemplate("demo"))
        databases.set_remark(self.name, get_addons_fingerprint())


def make_database(name, template):
    """Make a database (anew) from a template.

    :param templates.Template template: The template, which is built if missing.
    """
    partial = f"{name}_partial"
    clone_template(template, partial)
    databases.drop(name)
    databases.rename(partial, name)


def clone_template(template, name):
    """Clone a template.

    While an addon changes under several hands, another make may put a newer generation
    in the place of ours just before we clone it; then ours is built again.
    """
    for _attempt in range(ATTEMPTS - 1):
        template.complete()
        with suppress(Problem):
            databases.clone(template.database, name)
            return
    template.complete()
    databases.clone(template.database, name)
