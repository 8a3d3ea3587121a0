"""The SEPA file writer alone, without Odoo."""

import sys
from importlib import import_module
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

RULES = (
    Path(__file__).parents[2] / "ecommerce_order_flow" / "models" / "refund" / "rules"
)
NAME = "refund_rules"

spec = spec_from_file_location(
    NAME, RULES / "__init__.py", submodule_search_locations=[str(RULES)]
)
sys.modules[NAME] = module_from_spec(spec)
spec.loader.exec_module(sys.modules[NAME])
credit_transfer = import_module(f"{NAME}.credit_transfer")
sepa = import_module(f"{NAME}.sepa")
