"""The cached database of a shop with OCA's `sale_automatic_workflow`."""

from odoo.modules.registry import Registry

from dev.shop import databases, layout
from dev.shop.processes import run_logged
from dev.shop.python_packages import get_python
from dev.shop.stages import Stage, remove
from dev.shop.templates import BaseTemplate, Template

from ..framework.odoo_session import OdooSession
from ..framework.remote import remote

ADDON = "sale_automatic_workflow"
PACKAGE = "odoo-addon-sale-automatic-workflow==19.0.1.2.0.1"
FOLDER = layout.HOME / "oca"
ADDONS = FOLDER / "odoo" / "addons"


class OcaPackage(Stage):
    """The addon from the package index, where no shop looks for addons."""

    name = "oca"
    title = "OCA's addon"
    announcement = "downloading it"

    def get_inputs(self):
        return [PACKAGE]

    def is_present(self):
        return (ADDONS / ADDON).exists()

    def build(self):
        remove(FOLDER)
        # Without dependencies: it needs nothing but Odoo.
        pip = [get_python(), "-m", "pip", "install", "--no-deps", "--no-compile"]
        run_logged([*pip, "--target", FOLDER, PACKAGE], layout.get_log(self.name))


class InstallingSession(OdooSession):
    """Installs the addon into a database."""

    def install(self):
        """Install the addon."""
        Registry.new(self.registry.db_name, update_module=True, install_modules=[ADDON])


class OcaTemplate(Template):
    """Odoo's modules and OCA's addon."""

    kind = "oca"

    @property
    def title(self):
        return "OCA's addon"

    @property
    def announcement(self):
        return "installing it on top of Odoo's modules"

    @property
    def base(self):
        """The template this one is built on."""
        return BaseTemplate(self.flavour)

    def complete(self):  # pylint: disable=missing-return
        """Override: addon and base must be there."""
        OcaPackage().complete()
        self.base.complete()
        super().complete()

    def get_inputs(self):
        return [self.base.database, PACKAGE]

    def start_from(self, partial):
        databases.clone(self.base.database, partial)

    def fill(self, partial):
        with remote(InstallingSession, partial, ADDONS) as session:
            session.call("install")
