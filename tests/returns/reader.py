"""The return rules alone: plain Python, without Odoo."""

import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

ADDON = Path(__file__).parents[2] / "ecommerce_order_flow"


def load(name, folder):
    """Import a package without the addon, whose other modules need Odoo."""
    spec = spec_from_file_location(
        name, folder / "__init__.py", submodule_search_locations=[str(folder)]
    )
    sys.modules[name] = module_from_spec(spec)
    spec.loader.exec_module(sys.modules[name])
    return sys.modules[name]


rules = load("return_rules", ADDON / "models" / "returns" / "rules")
