"""The carrier file reader alone: plain Python, without Odoo."""

import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

ADDON = Path(__file__).parents[2] / "ecommerce_order_flow"
FOLDER = ADDON / "wizards" / "delivery" / "carrier_file"
NAME = "carrier_file"


def load_reader():
    """Import the package without the addon, whose other modules need Odoo."""
    spec = spec_from_file_location(
        NAME, FOLDER / "__init__.py", submodule_search_locations=[str(FOLDER)]
    )
    sys.modules[NAME] = module_from_spec(spec)
    spec.loader.exec_module(sys.modules[NAME])
    return sys.modules[NAME]


carrier_file = load_reader()
