"""The cached database of a shop with OCA's `sale_automatic_workflow`."""

from odoo.modules.registry import Registry

from dev.shop import layout
from dev.shop.processes import run_logged
from dev.shop.python_packages import get_python
from dev.shop.stages import Stage, remove
from dev.shop.templates import Template

from ..framework.odoo_session import OdooSession
from ..framework.remote import remote

ADDON = "sale_automatic_workflow"
PACKAGE = "odoo-addon-sale-automatic-workflow==19.0.1.2.0.1"
FOLDER = layout.HOME / "oca"
ADDONS = FOLDER / "odoo" / "addons"


class OcaPackage(Stage):
    """The addon from the package index, in a folder unknown to shops."""

    name = "oca"
    title = "OCA's addon"
    announcement = "downloading it"

    def get_inputs(self):
        return [PACKAGE]

    def is_present(self):
        return (ADDONS / ADDON).exists()

    def build(self):
        remove(FOLDER)
        # Without dependencies: it only needs Odoo.
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

    title = "OCA's addon"

    def complete(self):  # pylint: disable=missing-return
        """Override to download the addon before."""
        OcaPackage().complete()
        super().complete()

    def get_inputs(self):
        return [self.base.database, PACKAGE]

    def fill(self, partial):
        with remote(InstallingSession, partial, ADDONS) as session:
            session.call("install")
