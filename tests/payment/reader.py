"""The reader of banks' files alone: it is plain Python and needs no Odoo."""

import json
import sys
from decimal import Decimal
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

ADDON = Path(__file__).parents[2] / "ecommerce_order_flow"
FOLDER = ADDON / "wizards" / "payment" / "bank_file"
NAME = "bank_file"
DATA = ADDON / "tests" / "payment" / "data"


def load_reader():
    """Import the package without the addon, whose other modules are Odoo's."""
    spec = spec_from_file_location(
        NAME, FOLDER / "__init__.py", submodule_search_locations=[str(FOLDER)]
    )
    sys.modules[NAME] = module_from_spec(spec)
    spec.loader.exec_module(sys.modules[NAME])
    return sys.modules[NAME]


bank_file = load_reader()


def read_json(name):
    return json.loads((DATA / name).read_text())


ORDERS = {order["name"]: Decimal(order["amount"]) for order in read_json("orders.json")}


def find_orders(line):
    """Return the orders that a line of a statement names, and may mean."""
    finder = bank_file.ReferenceFinder({name: name for name in ORDERS})
    parts = [text for part in line.parts for text in (part.purpose, part.end_to_end)]
    return finder.find(line.purpose, line.end_to_end, line.structured, *parts)
