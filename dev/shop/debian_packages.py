"""Missing Debian packages: the only installation outside of the checkout."""

import os
import shutil
import subprocess
import sys
from contextlib import suppress
from functools import cache

from . import cluster, layout
from .problem import Problem
from .processes import ask, run_logged
from .stages import Stage

LOG = layout.LOG / "debian-packages.log"
QUIETLY = ("env", "DEBIAN_FRONTEND=noninteractive")
INSTALL = "apt-get install -y --no-install-recommends -o DPkg::Lock::Timeout=600"


def lacks_program(name):
    """Return whether a program is missing."""
    return not shutil.which(name)


def lacks_ensurepip():
    """Return whether this Python cannot create virtual environments."""
    return ask([sys.executable, "-c", "import ensurepip, venv"]).returncode != 0


# Each package with the test whether it is missing.
VENV = {"python3-venv": lacks_ensurepip}
POSTGRES = {"postgresql": lambda: not cluster.find_programs()}
PRINTING = {"wkhtmltopdf": lambda: lacks_program("wkhtmltopdf")}
BROWSER = {
    "chromium": lambda: lacks_program("chromium"),
    "chromium-driver": lambda: lacks_program("chromedriver"),
}


class DebianPackages(Stage):
    """Installs what is missing, as root or through sudo."""

    name = "debian-packages"
    title = "Debian packages"
    free_space = 1500

    def __init__(self, packages, *needs):
        super().__init__(*needs)
        self.packages = packages

    @property
    def announcement(self):
        return f"installing {' '.join(self.get_missing())}"

    def get_missing(self):
        """Return the missing packages."""
        return [package for package, lacks in self.packages.items() if lacks()]

    def is_done(self):
        """Override to use the machine itself as the stamp."""
        return not self.get_missing()

    def build(self):
        """Install the missing packages and check the result."""
        missing = self.get_missing()
        as_root = get_root_prefix(missing)
        prepare_apt(as_root)
        run_as_root(as_root, *INSTALL.split(), *missing)
        if self.get_missing():
            raise Problem(
                f"{' '.join(self.get_missing())} did not arrive with the package",
                f"The whole story is in {LOG.relative_to(layout.ROOT)}",
            )


@cache
def prepare_apt(as_root):
    """Complete an interrupted installation, and update apt's lists."""
    run_as_root(as_root, "dpkg", "--configure", "-a")
    with suppress(Problem):  # old lists may suffice
        run_as_root(as_root, "apt-get", "update")


def run_as_root(as_root, *command):
    """Run a program that isn't killed when we are stopped."""
    run_logged([*as_root, *QUIETLY, *command], LOG, may_die=False)


def get_root_prefix(packages):
    """Return the prefix of commands that need root.

    :raise Problem: If installing is impossible.
    """
    if lacks_program("apt-get"):
        what = "This is no Debian: apt-get is missing"
    elif os.geteuid() == 0:
        return ()
    elif can_use_sudo():
        return ("sudo", "-n")
    else:
        what = "Packages are missing, and there is neither root nor a sudo that works"
    raise Problem(what, f"Install {' '.join(packages)} by hand, then run make again")


def can_use_sudo():
    """Return whether sudo works; at a terminal it may ask for a password."""
    if lacks_program("sudo"):
        return False
    if ask(["sudo", "-n", "true"]).returncode == 0:
        return True
    return sys.stdin.isatty() and subprocess.call(["sudo", "-v"]) == 0
