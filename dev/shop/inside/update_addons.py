"""Update our addons in a database; runs in Odoo's Python."""

import json
import sys

from odoo.modules.module import get_manifest
from odoo.modules.registry import Registry
from odoo.tools import config

ADDON = "ecommerce_order_flow"


def main(database):
    """Update the addon and with it the glue addons, or install it."""
    config.parse_config(["-d", database], setup_logging=True)
    if get_manifest(ADDON):
        modules = [ADDON]
        arguments = {"install_modules": modules, "upgrade_modules": modules}
        Registry.new(database, update_module=True, **arguments)


if __name__ == "__main__":
    main(**json.loads(sys.argv[1]))
