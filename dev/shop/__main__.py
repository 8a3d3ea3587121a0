"""Start the command line if Odoo supports this Python.

This file alone must be readable by old Pythons, so that they can print the message.
"""

import sys

OLDEST, NEWEST = (3, 10), (3, 13)


def is_supported(version):
    """Return whether Odoo 19 supports this version of Python."""
    return OLDEST <= tuple(version)[:2] <= NEWEST


if __name__ == "__main__":
    if not is_supported(sys.version_info):
        found = ".".join(str(part) for part in sys.version_info[:3])
        sys.exit(
            "Stopped: Odoo 19 needs Python 3.10 to 3.13, but this is Python "
            + found
            + ". Install one of them, or name it: make ... PYTHON=/path/to/python3.11"
        )
    from .cli import main

    sys.exit(main())
