"""The order of the tests, for several processes that get a file each, and speed."""

import gc

# Files that take minutes, or have a database made for minutes that others need, too.
# Begun as the last ones, or at once with those, all processes but one would wait.
LONG = (
    "status/test_table.py",
    "cart/test_cart_table.py",
    "journeys/test_demo_shop.py",
    "lives/test_lives.py",
)


def pytest_collection_modifyitems(items):
    """Have the long files tested first; all others stay in their order."""
    items.sort(key=lambda item: not item.nodeid.split("::")[0].endswith(LONG))


def pytest_collection_finish():
    """Spare the garbage collector what stays to the end: Odoo itself."""
    gc.collect()
    gc.freeze()
