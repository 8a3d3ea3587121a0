"""The status rules alone: plain Python, without Odoo."""

import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

ADDON = Path(__file__).parents[2] / "ecommerce_order_flow"
FOLDER = ADDON / "models" / "status" / "rules"
TABLE = ADDON / "tests" / "status" / "table.py"


def load_rules(name="status_rules", folder=FOLDER):
    """Import the package without the addon, whose other modules need Odoo."""
    for module in [it for it in sys.modules if it.split(".")[0] == name]:
        del sys.modules[module]
    spec = spec_from_file_location(
        name, folder / "__init__.py", submodule_search_locations=[str(folder)]
    )
    sys.modules[name] = module_from_spec(spec)
    spec.loader.exec_module(sys.modules[name])
    return sys.modules[name]


rules = load_rules()


def load_table():
    """Return the rows of the case table."""
    spec = spec_from_file_location("status_table", TABLE)
    sys.modules["status_table"] = module_from_spec(spec)
    spec.loader.exec_module(sys.modules["status_table"])
    return sys.modules["status_table"]


table = load_table()
