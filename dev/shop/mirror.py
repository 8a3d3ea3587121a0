"""Debian packages fetched from the machine's own mirror without installing them."""

import shutil
from functools import partial

from . import layout
from .problem import Problem
from .processes import ask, get_reason, run_logged
from .stages import remove, write_atomically

FORMAT = "$(REPO_URI) $(RELEASE) $(COMPONENT)"
BY_HAND = "Name an Odoo 19 that you have: make ... ODOO_HOME=/path/to/odoo"


def find_mirror():
    """Return the address of the machine's Debian mirror, from its apt configuration.

    :raise Problem: If it has none.
    """
    if not shutil.which("apt-get"):
        raise Problem("This is no Debian: apt-get is missing", BY_HAND)
    command = ["apt-get", "indextargets", "--format", FORMAT, "Created-By: Packages"]
    result = ask(command)
    if result.returncode:
        reason = get_reason(result.stderr.splitlines())
        raise Problem(f"apt does not tell its Debian mirror: {reason}", BY_HAND)
    for line in result.stdout.splitlines():
        address, release, component = line.split(" ", 2)
        if component == "main" and "-" not in release and "/" not in release:
            return address
    raise Problem("apt knows no Debian mirror (see /etc/apt/sources.list.d)", BY_HAND)


class PrivateApt:
    """An apt with its own sources, lists and packages: it needs no root."""

    def __init__(self, suites, log):
        self.suites = suites
        self.log = log
        self.folder = layout.DEBIAN

    def update(self):
        """Fetch the suites' lists."""
        mirror = find_mirror()
        sources = "".join(f"deb {mirror} {suite} main\n" for suite in self.suites)
        write_atomically(self.folder / "sources.list", sources)
        for name in ("lists/partial", "archives/partial"):
            (self.folder / name).mkdir(parents=True, exist_ok=True)
        run_logged(["apt-get", *self._get_options(), "update"], self.log)

    def download(self, packages, progress):
        """Fetch packages into the archives; return their files.

        :param list packages: Names, with ``/suite`` where it matters.
        """
        archives = self.folder / "archives"
        command = ["apt-get", *self._get_options(), "download", *packages]
        tell = partial(tell_percentage, progress)
        run_logged(command, self.log, on_line=tell, cwd=archives)
        return sorted(archives.glob("*.deb"))

    def clean(self):
        """Forget lists and packages."""
        remove(self.folder)

    def _get_options(self):
        options = {
            "Dir::Etc::SourceList": self.folder / "sources.list",
            "Dir::Etc::SourceParts": "-",
            "Dir::State::Lists": self.folder / "lists",
            "Dir::Cache": self.folder,
            "Dir::Cache::Archives": self.folder / "archives",
            "Acquire::Languages": "none",
            "APT::Sandbox::User": "root",  # the checkout may be closed to others
            "APT::Status-Fd": "1",
        }
        return [
            word for key, value in options.items() for word in ("-o", f"{key}={value}")
        ]


def tell_percentage(progress, line):
    """Tell how far apt's downloads are, from its status lines.

    They read ``dlstatus:1:42.0:Retrieving file 1 of 10``.
    """
    kind, *rest = line.split(":")
    if kind == "dlstatus" and len(rest) > 1:
        progress.at(f"downloaded {float(rest[1]):.0f} %")
