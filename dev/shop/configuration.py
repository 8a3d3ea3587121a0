"""Odoo's configuration file."""

from . import layout
from .odoo_source import get_source
from .python_packages import get_site_packages
from .stages import Stage, write_atomically


class Configuration(Stage):
    """Odoo's configuration file with source, data and database, used by all tools."""

    name = "configuration"

    def complete(self):
        """Override without a stamp: it is cheap and depends on more than files."""
        source = get_source()
        options = {
            "addons_path": f"{source.addons},{layout.ROOT}",
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
        write_atomically(get_site_packages() / "odoo.pth", f"{source.package.parent}\n")
