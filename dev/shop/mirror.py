"""Download of Debian packages from the machine's mirror without installing them."""

import shutil

from . import layout
from .problem import Problem
from .processes import ask, get_reason, run_logged
from .stages import remove, write_atomically

FORMAT = "$(REPO_URI) $(RELEASE) $(COMPONENT)"
BY_HAND = "Or name an Odoo 19 that you have: make ... ODOO_HOME=/path/to/odoo"


def find_mirror():
    """Return the address of the machine's Debian mirror, from its apt configuration.

    :raise Problem: If it has none.
    """
    if not shutil.which("apt-get"):
        raise Problem("This is no Debian: apt-get is missing", f"Take one. {BY_HAND}")
    command = ["apt-get", "indextargets", "--format", FORMAT, "Created-By: Packages"]
    result = ask(command)
    if result.returncode:
        reason = get_reason(result.stderr.splitlines())
        mend = f"Mend apt's configuration. {BY_HAND}"
        raise Problem(f"apt does not tell its Debian mirror: {reason}", mend)
    for line in result.stdout.splitlines():
        address, release, component = line.split(" ", 2)
        if component == "main" and "-" not in release and "/" not in release:
            return address
    raise Problem("apt knows no Debian mirror", f"Add one in /etc/apt. {BY_HAND}")


class PrivateApt:
    """An apt with its own sources, lists and packages, which needs no root."""

    def __init__(self, suites, log):
        self.suites = suites
        self.log = log
        self.folder = layout.DEBIAN
        self.archives = self.folder / "archives"

    def update(self):
        """Fetch the suites' lists, and remove older ones."""
        remove(self.folder)
        mirror = find_mirror()
        sources = "".join(f"deb {mirror} {suite} main\n" for suite in self.suites)
        write_atomically(self.folder / "sources.list", sources)
        for name in ("lists/partial", "archives/partial"):
            (self.folder / name).mkdir(parents=True, exist_ok=True)
        self._run("update")

    def has(self, package):
        """Return whether the suites have a package."""
        return ask(["apt-cache", *self._get_options(), "show", package]).returncode == 0

    def download(self, packages):
        """Download packages; return their files.

        :param list packages: Names, with ``/suite`` where it matters.
        """
        self._run("download", *packages, cwd=self.archives)
        return sorted(self.archives.glob("*.deb"))

    def _run(self, *arguments, **options):
        command = ["apt-get", *self._get_options(), *arguments]
        try:
            run_logged(command, self.log, **options)
        except Problem as problem:
            mend = f"Check that this machine reaches its Debian mirror. {BY_HAND}"
            raise Problem(problem.what, mend) from problem

    def _get_options(self):
        options = {
            "Dir::Etc::SourceList": self.folder / "sources.list",
            "Dir::Etc::SourceParts": "-",
            "Dir::State::Lists": self.folder / "lists",
            "Dir::Cache": self.folder,
            "Dir::Cache::Archives": self.archives,
            "Acquire::Languages": "none",
            "APT::Sandbox::User": "root",  # the checkout may be closed to other users
            "APT::Update::Error-Mode": "any",  # old lists don't suffice
        }
        return [
            word for key, value in options.items() for word in ("-o", f"{key}={value}")
        ]
