"""Finding PostgreSQL's programs."""

import shutil
from pathlib import Path

from . import layout


def find():
    """Return the folder of the server's programs, or None.

    An existing cluster wants its own version, a new one takes the newest.
    """
    version_file = layout.POSTGRES / "data" / "PG_VERSION"
    wanted = version_file.read_text().strip() if version_file.exists() else "*"
    servers = Path("/usr/lib/postgresql").glob(f"{wanted}/bin/postgres")
    newest = max(servers, key=lambda it: float(it.parts[-3]), default=None)
    elsewhere = newest or shutil.which("postgres")
    return Path(elsewhere).parent if elsewhere else None


def get_program(name):
    """Return the path of one of PostgreSQL's programs."""
    return str(find() / name)
