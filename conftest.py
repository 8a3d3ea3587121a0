"""The order of the tests, for several processes that get a file each, and speed."""

import gc

# Files that take minutes. Begun as the last ones, all processes but one would wait.
LONG = ("status/test_table.py", "cart/test_cart_table.py", "lives/test_lives.py")


def pytest_collection_modifyitems(items):
    """Have the long files tested first; all others stay in their order."""
    items.sort(key=lambda item: not item.nodeid.split("::")[0].endswith(LONG))


def pytest_collection_finish():
    """Spare the garbage collector what stays to the end: Odoo itself."""
    gc.collect()
    gc.freeze()
