"""Start the command line with a Python that Odoo supports.

This file alone must be readable by old Pythons, so that they can say what they lack.
"""

import os
import shutil
import subprocess
import sys

OLDEST, NEWEST = (3, 10), (3, 13)


def is_supported(version):
    """Tell whether Odoo 19 runs on this version of Python."""
    return OLDEST <= tuple(version)[:2] <= NEWEST


def find_supported_python():
    """Return the path of another Python on this machine that will do, or None."""
    for minor in (12, 11, 10, 13):
        path = shutil.which("python3.{}".format(minor))  # noqa: UP032 for old Pythons
        if path and subprocess.call([path, "-c", ""], stderr=subprocess.DEVNULL) == 0:
            return path
    return None


def use_supported_python():
    """Start over with a supported Python, or say that there is none."""
    path = find_supported_python()
    if path:
        os.execv(path, [path, "-m", "dev.shop", *sys.argv[1:]])
    found = ".".join(str(part) for part in sys.version_info[:3])
    sys.exit(
        "Stopped: Odoo 19 needs Python 3.10 to 3.13, but this is Python " + found + ". "
        "Install one of them, or name it: make ... PYTHON=/path/to/python3.11"
    )


if __name__ == "__main__":
    if not is_supported(sys.version_info):
        use_supported_python()
    from .cli import main

    sys.exit(main())
