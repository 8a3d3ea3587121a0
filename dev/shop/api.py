"""The setup's functions for tests, benchmarks and the replay.

They run inside of ``python3 -m dev.shop execute ...`` or ``make test``, which set up
what is missing and keep PostgreSQL running.
"""

import subprocess
from contextlib import contextmanager

from . import layout, server
from .databases import drop as drop_database
from .databases import run_sql
from .environment import get_environment
from .linters import complete_packages
from .python_packages import get_python
from .shop_database import temporary
from .templates import get_template
from .web import find_free_port

__all__ = [
    "database",
    "drop_database",
    "get_node_modules",
    "odoo_server",
    "run_odoo",
    "run_sql",
]


def database(prefix, flavour="test"):
    """Create a temporary database during the block; yields its name.

    :param str flavour: ``demo``, ``test`` (without demo data) or ``full`` (with many of
        Odoo's other apps), each with our addons; ``bare-demo`` and so on without them.
    """
    return temporary(prefix, get_template(flavour))


@contextmanager
def odoo_server(name):
    """Run Odoo on a database during the block; yields the site's address."""
    port = find_free_port()
    with server.started(name, port) as process:
        server.wait_for_shop(process, name, port)
        yield f"http://127.0.0.1:{port}"


def get_node_modules():
    """Return the folder of the Node packages, which are installed if needed."""
    complete_packages()
    return layout.NODE_MODULES


def run_odoo(*arguments):
    """Run Odoo's command line and return the result, with its output as text.

    ``run_odoo("-d", name, "-i", "sale_management", "--stop-after-init")``
    """
    return subprocess.run(
        [get_python(), "-m", "odoo", *arguments],
        cwd=layout.ROOT,
        env=get_environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
