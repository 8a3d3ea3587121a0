"""Odoo's configuration file."""

from . import layout
from .odoo_source import get_source
from .python_packages import get_site_packages
from .stages import Stage, write_atomically


class Configuration(Stage):
    """The configuration, written anew each time: it depends on more than files."""

    name = "configuration"

    def complete(self):
        """Override: it costs nothing, so it needs no stamp."""
        write_configuration()
        make_odoo_importable()


def write_configuration():
    """Write the file, in which Odoo and every tool find source, data and database."""
    addons = [get_source().addons]
    if layout.get_addons():
        addons.append(layout.ROOT)
    options = {
        "addons_path": ",".join(map(str, addons)),
        "data_dir": layout.DATA,
        "db_host": layout.get_socket_directory(),
        "db_user": "odoo",
        "db_template": "template0",
        "http_interface": "127.0.0.1",
        "limit_time_cpu": 600,
        "limit_time_real": 1200,
        "max_cron_threads": 1,
    }
    lines = [f"{name} = {value}" for name, value in options.items()]
    write_atomically(layout.CONFIG, "\n".join(["[options]", *lines, ""]))


def make_odoo_importable():
    """Let the environment's Python find the Odoo in use."""
    write_atomically(get_site_packages() / "odoo.pth", f"{get_source().package.parent}\n")
