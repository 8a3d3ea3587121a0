"""Locations of all files."""

import hashlib
import os
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
HOME = ROOT / ".shop"

DEBIAN = HOME / "debian"  # apt's own lists and packages
ODOO = HOME / "odoo"  # Odoo, unpacked
VENV = HOME / "venv"  # Python packages of shop and tests
LINT_VENV = HOME / "lint"  # Python packages of the linters
NODE_MODULES = ROOT / "node_modules"
POSTGRES = HOME / "postgres"  # the cluster
DATA = HOME / "data"  # Odoo's data_dir, with the filestores
MAIL = HOME / "mail"  # the emails sent by the shop
LOG = HOME / "log"
LOCKS = HOME / "locks"
STAMPS = HOME / "stamps"
CACHE = HOME / "cache"
TEMPORARY = HOME / "tmp"
CONFIG = HOME / "odoo.conf"

REQUIREMENTS = ROOT / "dev"

SOCKET_NAME = ".s.PGSQL.5432"
LONGEST_SOCKET_PATH = 107  # bytes, the kernel's limit


def get_socket_directory():
    """Return PostgreSQL's socket folder: in the checkout if the path is short."""
    directory = HOME / "run"
    if len(os.fsencode(directory / SOCKET_NAME)) <= LONGEST_SOCKET_PATH:
        return directory
    digest = hashlib.sha256(os.fsencode(ROOT)).hexdigest()[:12]
    return Path(tempfile.gettempdir()) / f"shop-{os.getuid()}-{digest}"


def get_filestore(database):
    """Return the folder of the database's files."""
    return DATA / "filestore" / database


def get_log(name):
    """Return the log file of a stage."""
    LOG.mkdir(parents=True, exist_ok=True)
    return LOG / f"{name}.log"


def get_addons():
    """Return the folders of the addons in this checkout, by name."""
    return sorted(path.parent for path in ROOT.glob("*/__manifest__.py"))
