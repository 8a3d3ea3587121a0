"""Test order and speed, for several processes that each take one file at a time."""

import gc

# Files that take minutes, or whose database takes minutes and is shared with others.
# Started last, or all at the same time, they would leave all processes but one idle.
LONG = (
    "status/test_table.py",
    "cart/test_cart_table.py",
    "journeys/test_demo_shop.py",
    "lives/test_lives.py",
)


def pytest_collection_modifyitems(items):
    """Move the long files to the front; all others keep their order."""
    items.sort(key=lambda item: not item.nodeid.split("::")[0].endswith(LONG))


def pytest_collection_finish():
    """Freeze what stays until the end (Odoo itself), to spare the garbage collector."""
    gc.collect()
    gc.freeze()
