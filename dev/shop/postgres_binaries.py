"""Finding PostgreSQL's programs."""

import shutil
from pathlib import Path

from . import layout
from .problem import Problem


def find():
    """Return the folder of the server's programs, or None.

    An existing cluster wants its own version, a new one takes the newest.
    """
    folders = get_installed()
    version_file = layout.POSTGRES / "data" / "PG_VERSION"
    try:
        version = version_file.read_text().strip()
    except OSError:
        return folders[-1] if folders else None
    fitting = [folder for folder in folders if folder.parent.name == version]
    return (fitting or folders or [None])[-1]


def get_installed():
    """Return the folders with server programs, oldest version first."""
    folders = [
        path.parent
        for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")
        if (path.parent / "postgres").exists()
    ]
    if not folders and shutil.which("initdb") and shutil.which("postgres"):
        return [Path(shutil.which("initdb")).parent]
    return sorted(folders, key=lambda folder: float(folder.parent.name))


def get_program(name):
    """Return the path of one of PostgreSQL's programs."""
    folder = find()
    if not folder:
        raise Problem("PostgreSQL's programs are gone", "Run make again")
    return str(folder / name)
