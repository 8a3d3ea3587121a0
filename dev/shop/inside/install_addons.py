"""Install our addons into a database; runs in Odoo's Python."""

import json
import sys

from odoo.modules.module import get_manifest
from odoo.modules.registry import Registry
from odoo.tools import config

ADDON = "ecommerce_order_flow"


def main(database):
    """Install the addon; the glue addons come by themselves."""
    config.parse_config(["-d", database], setup_logging=True)
    if get_manifest(ADDON):
        Registry.new(database, update_module=True, install_modules=[ADDON])


if __name__ == "__main__":
    main(**json.loads(sys.argv[1]))
