"""Template databases: Odoo's modules in one, our addons on top of it in another.

Their names end with a fingerprint of their inputs, so a changed addon only requires the
installation of the addon.
"""

from functools import cached_property

from . import databases, layout
from .inside_odoo import INSIDE, run_odoo, run_script
from .odoo_source import get_source
from .problem import Problem
from .stages import Stage, digest

ADDON = "ecommerce_order_flow"  # the glue addons are installed automatically
MODULES = (
    "website_sale_stock",
    "website_sale_collect",
    "payment_demo",
    "l10n_de",
)
# Other apps of a web shop, for the tests beside them.
MORE_MODULES = (
    "pos_sale",
    "product_expiry",
    "purchase_stock",
    "sale_mrp",
    "sale_timesheet",
    "stock_dropshipping",
    "stock_picking_batch",
    "stock_sms",
    "website_event_booth_sale",
    "website_event_sale",
    "website_sale_loyalty",
    "website_sale_slides",
)
FLAVOURS = ("demo", "test", "full")
DEMO = layout.ROOT / "dev" / "demo"
# Folders of an addon that aren't installed into a database.
LEFT_OUT_FOLDERS = {"tests", "__pycache__", "description"}


class Template(Stage):
    """A database that is built under another name and sealed in the end."""

    kind = None
    announcement = "installing it on top of Odoo's modules"
    free_space = 1000

    def __init__(self, flavour, *needs):
        super().__init__(*needs)
        self.flavour = flavour
        self.name = f"{self.kind}-{flavour}"

    @cached_property
    def base(self):
        """The template on which this one is built."""
        return BaseTemplate(self.flavour)

    @property
    def prefix(self):
        """The beginning of the names of all generations of this template."""
        return f"template_{self.kind}_{self.flavour}_"

    @property
    def database(self):
        """The database's name."""
        return self.prefix + digest(self.get_inputs())[:10]

    def is_done(self):
        """Override to use the sealed database as the stamp."""
        return databases.exists(self.database)

    def complete(self):
        """Override to complete the base first, on which the inputs depend."""
        self.base.complete()
        super().complete()

    def build(self):
        partial = f"{self.prefix}partial"
        self.start_from(partial)
        self.fill(partial)
        databases.rename(partial, self.database)
        databases.seal(self.database)
        for name in databases.get_names():
            if name.startswith(self.prefix) and name != self.database:
                databases.drop(name)  # an older generation

    def start_from(self, partial):
        """Create the database to fill."""
        databases.clone(self.base.database, partial)

    def fill(self, partial):
        """Fill the database."""
        raise NotImplementedError


class BaseTemplate(Template):
    """Odoo with the modules of a German web shop, without our addons."""

    kind = "base"
    announcement = "installing them into a template database, for a minute or two"

    @property
    def title(self):
        return f"Odoo's modules ({self.flavour})"

    @property
    def modules(self):
        """The modules to install; others are installed automatically."""
        return MODULES + MORE_MODULES if self.flavour == "full" else MODULES

    def complete(self):
        """Override because there is no base."""
        Stage.complete(self)

    def get_inputs(self):
        script = (INSIDE / "build_base.py").read_text()
        return [get_source().version, *self.modules, script]

    def start_from(self, partial):
        databases.create(partial)

    def fill(self, partial):
        arguments = {"flavour": self.flavour, "modules": self.modules}
        run_script(partial, INSIDE / "build_base.py", **arguments)


class AddonTemplate(Template):
    """The shop with our addons."""

    kind = "addon"

    @property
    def title(self):
        return f"Our addon ({self.flavour})"

    @cached_property
    def addons_fingerprint(self):
        return get_addons_fingerprint()

    def get_inputs(self):
        inputs = [self.base.database, self.addons_fingerprint]
        if self.flavour == "demo":
            inputs += [file.read_text() for file in sorted(DEMO.glob("*.py"))]
        return inputs

    def fill(self, partial):
        run_odoo(partial, "-i", ADDON)
        if self.flavour == "demo":
            run_script(partial, "-m", "dev.demo")


def get_addons_fingerprint():
    """Return a fingerprint of everything in our addons that is installed."""
    files = [
        file.relative_to(layout.ROOT)
        for addon in layout.get_addons()
        for file in sorted(addon.rglob("*"))
        if file.is_file() and not LEFT_OUT_FOLDERS.intersection(file.parts)
    ]
    return digest(part for file in files for part in (file, file.read_bytes()))


def get_template(name):
    """Return the template with a name: with our addons, or without if bare.

    :raise Problem: If there is none.
    """
    flavour = name.removeprefix("bare-")
    if flavour not in FLAVOURS:
        raise Problem(
            f"There is no flavour {name}", "Take demo, test, full or bare-..."
        )
    return AddonTemplate(name) if flavour == name else BaseTemplate(flavour)
