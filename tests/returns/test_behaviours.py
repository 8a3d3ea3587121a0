"""What the tests of other shops expect of returns: by which test ours shows it.

The 60 behaviours are those of Medusa, Solidus, Saleor, OCA's `rma` and Odoo 20.
"""

import ast
import csv
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FOLDERS = (ROOT / "tests", ROOT / "ecommerce_order_flow" / "tests")
COUNT = 60

with Path(__file__).with_name("behaviours.csv").open(newline="") as file:
    BEHAVIOURS = list(csv.DictReader(file))


@cache
def find_tests(name):
    """Return the names of the tests in the files with a name."""
    return {
        node.name
        for folder in FOLDERS
        for path in folder.rglob(name)
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    }


def test_all_behaviours_are_there():
    numbers = [int(row["number"]) for row in BEHAVIOURS]
    assert numbers == [*range(1, COUNT + 1)]


@pytest.mark.parametrize("row", BEHAVIOURS, ids=lambda row: row["number"])
def test_behaviour_is_shown_or_the_reason_why_not(row):
    assert bool(row["tests"]) != bool(row["why_not"])
    for test in row["tests"].split():
        file, _separator, name = test.partition("::")
        assert name in find_tests(file), f"{test} does not exist"
    assert not row["why_not"] or row["why_not"].endswith(".")
