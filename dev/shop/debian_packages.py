"""The Debian packages the machine lacks: the only thing installed outside."""

import os
import re
import shutil
import subprocess
import sys
from contextlib import suppress
from functools import cache, partial
from pathlib import Path

from . import layout, postgres_binaries
from .problem import Problem
from .processes import ask, run_logged
from .stages import Stage

QUIETLY = ("env", "DEBIAN_FRONTEND=noninteractive")
INSTALL_OPTIONS = (
    "-y",
    "--no-install-recommends",
    *("-o", "DPkg::Lock::Timeout=600"),
    *("-o", "Dpkg::Use-Pty=0"),
)
UPDATES = Path("/var/lib/dpkg/updates")  # what dpkg is about to do


def lacks_program(name):
    """Tell whether a program is missing."""
    return not shutil.which(name)


def lacks_postgres():
    """Tell whether the server's programs are missing."""
    return not postgres_binaries.find()


def lacks_ensurepip():
    """Tell whether this Python cannot make virtual environments."""
    return ask([sys.executable, "-c", "import ensurepip, venv"]).returncode != 0


# Each package with the test that finds it missing.
VENV = {"python3-venv": lacks_ensurepip}
POSTGRES = {"postgresql": lacks_postgres}
PRINTING = {"wkhtmltopdf": partial(lacks_program, "wkhtmltopdf")}
BROWSER = {
    "chromium": partial(lacks_program, "chromium"),
    "chromium-driver": partial(lacks_program, "chromedriver"),
}


class DebianPackages(Stage):
    """Install what is missing, as root or through sudo."""

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
        """Return the packages that the machine lacks."""
        return [package for package, lacks in self.packages.items() if lacks()]

    def is_done(self):
        """Override: the machine itself is the stamp."""
        return not self.get_missing()

    def build(self, progress):
        """Install the missing packages and see that they are there."""
        missing = self.get_missing()
        as_root = get_root_prefix(missing)
        prepare_apt(as_root)
        tell = Installation(progress).read
        run_apt(as_root, "install", *INSTALL_OPTIONS, *missing, on_line=tell)
        if self.get_missing():
            raise Problem(
                f"{' '.join(self.get_missing())} did not arrive with the package",
                f"The whole story is in {get_log().relative_to(layout.ROOT)}",
            )


@cache
def prepare_apt(as_root):
    """End what an earlier installation left undone, and fetch apt's lists."""
    if is_dpkg_interrupted():
        mend = [*as_root, *QUIETLY, "dpkg", "--configure", "-a"]
        run_logged(mend, get_log(), may_die=False)
    with suppress(Problem):  # old lists may do, too
        run_apt(as_root, "update")


def run_apt(as_root, *arguments, **options):
    """Run apt-get, which ends in peace even when we are told to stop."""
    command = [*as_root, *QUIETLY, "apt-get", *arguments]
    run_logged(command, get_log(), may_die=False, **options)


def get_log():
    """Return the log of all installations."""
    return layout.get_log("debian-packages")


def get_root_prefix(packages):
    """Return what to write before a command that needs root.

    :raise Problem: If we can install nothing.
    """
    wanted = f"Install {' '.join(packages)} by hand, then run make again"
    if lacks_program("apt-get"):
        raise Problem("This is no Debian: apt-get is missing", wanted)
    if os.geteuid() == 0:
        return ()
    if lacks_program("sudo"):
        raise Problem(
            "Packages are missing, and there is neither root nor sudo", wanted
        )
    if can_use_sudo():
        return ("sudo", "-n")
    raise Problem("sudo does not let you install packages", wanted)


def can_use_sudo():
    """Tell whether sudo works; where there is a person, it may ask for a password."""
    if ask(["sudo", "-n", "true"]).returncode == 0:
        return True
    if not sys.stdin.isatty():
        return False
    return subprocess.run(["sudo", "-v"], check=False).returncode == 0


def is_dpkg_interrupted():
    """Tell whether an earlier installation was cut off."""
    return bool(list(UPDATES.glob("[0-9]*")) or ask(["dpkg", "--audit"]).stdout)


class Installation:
    """How far an installation is, read from what apt prints.

    Apt's own status lines will not do: apt lets nobody wait on their pipe, so packages'
    scripts, which write to it, too, would fail when it is full.
    """

    def __init__(self, progress):
        self.progress = progress
        self.packages = 0
        self.steps = 0

    def read(self, line):
        """Take notice of a line."""
        count = re.search(r"(\d+) newly installed", line)
        if count:
            self.packages = int(count[1])
        elif line.startswith("Get:"):
            self.progress.at(f"downloading {' '.join(line.split()[4:5])}")
        elif line.startswith(("Unpacking", "Setting up")):
            self.steps += 1
            self.progress.at(f"{self.steps} of {2 * self.packages} steps")
