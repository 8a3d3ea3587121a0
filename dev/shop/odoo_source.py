"""Odoo 19: Debian's package, the public branch if Debian has none, or your own.

It is downloaded once and kept until `make clean`; each make prints its version.
"""

import os
import runpy
from pathlib import Path

from . import layout
from .console import say_about
from .mirror import BY_HAND, PrivateApt
from .problem import Problem
from .processes import ask, run_logged
from .stages import Stage, remove

RELEASE = "19.0"
PACKAGE = "odoo-19"
TESTED_VERSION = "19.0.0+dfsg-1"  # of the package
SUITES = ("sid", "bookworm")
# Packages linked by Debian's package instead of Odoo's fonts and libraries.
LINKED_PACKAGES = (
    "fonts-font-awesome/bookworm",  # Odoo needs version 4; sid's has other file names
    "fonts-glyphicons-halflings",
    "fonts-inconsolata",
    "fonts-montserrat",
    "fonts-ocr-b",
    "fonts-roboto-unhinted",
    "libjs-jquery",
    "libjs-jquery-form",
    "libjs-underscore",
)
# Debian omits this file. Only the background blur of video calls needs it, but a
# missing file makes every asset bundle log an error.
LEFT_OUT = "mail/static/lib/selfie_segmentation/selfie_segmentation.js"
REPOSITORY = "https://github.com/odoo/odoo"


def get_source():
    """Return the Odoo to use: the one in ODOO_HOME, or the downloaded one."""
    home = os.environ.get("ODOO_HOME")
    return Odoo(Path(home).expanduser().resolve()) if home else FetchedOdoo()


class Odoo(Stage):
    """An Odoo 19 in a folder, in the layout of a Debian package or of a checkout."""

    name = "odoo"
    title = "Odoo"

    def __init__(self, folder):
        super().__init__()
        self.folder = folder

    @property
    def package(self):
        """The folder of the package `odoo`."""
        installed = self.folder / "usr/lib/python3/dist-packages/odoo"
        return installed if installed.exists() else self.folder / "odoo"

    @property
    def addons(self):
        """The folder of the standard addons."""
        beside = self.folder / "addons"
        return beside if beside.exists() else self.package / "addons"

    @property
    def version(self):
        """The identity of this Odoo."""
        return f"{get_release(self.package)} {get_revision(self.folder)} {self.folder}"

    def complete(self):
        """Override to only check and print the version."""
        release = get_release(self.package)
        if release != RELEASE:
            raise Problem(
                f"{self.folder} is not Odoo {RELEASE}, but {release}",
                f"Name in ODOO_HOME the folder with odoo-bin of an Odoo {RELEASE}",
            )
        say_about(self.title, f"version {self.version}")


class FetchedOdoo(Odoo):
    """Debian's package of Odoo with its linked packages, or a clone; not installed."""

    announcement = f"downloading Debian's package {PACKAGE}"
    free_space = 2500

    def __init__(self):
        super().__init__(layout.ODOO)

    @property
    def version(self):
        return (self.folder / "version").read_text()

    def get_inputs(self):
        return [LEFT_OUT, *SUITES, *LINKED_PACKAGES]

    def is_present(self):
        return (self.package / "release.py").exists()

    def complete(self):
        """Override to download it, and to print whether it is the tested version."""
        Stage.complete(self)
        super().complete()
        if self.version != TESTED_VERSION:
            say_about(self.title, f"tested is the version {TESTED_VERSION}")

    def build(self):
        partial = self.folder.with_suffix(".partial")
        remove(partial)
        apt = PrivateApt(SUITES, layout.get_log(self.name))
        apt.update()
        version = unpack(apt, partial) if apt.has(PACKAGE) else clone(partial)
        (partial / "version").write_text(version)
        remove(self.folder)
        partial.replace(self.folder)
        remove(apt.folder)


def unpack(apt, folder):
    """Unpack Debian's packages into a folder; return the version of Odoo's."""
    files = apt.download([PACKAGE, *LINKED_PACKAGES])
    for file in files:
        run_logged(["dpkg-deb", "-x", file, folder], apt.log)
    left_out = folder / "usr/lib/python3/dist-packages/odoo/addons" / LEFT_OUT
    if not left_out.exists():
        left_out.parent.mkdir(parents=True, exist_ok=True)
        left_out.write_text("// Left out by Debian; only video calls use it.\n")
    names = [file.name for file in files]
    return next(name for name in names if name.startswith(PACKAGE)).split("_")[1]


def clone(folder):
    """Clone the public branch into a folder; return its version.

    :raise Problem: If git fails.
    """
    what = f"Debian has no package {PACKAGE} any more: cloning {REPOSITORY}"
    say_about(Odoo.title, f"{what}, branch {RELEASE}")
    git = ["git", "clone", "--depth=1", "--branch", RELEASE, REPOSITORY, folder]
    try:
        run_logged(git, layout.get_log(Odoo.name))
    except Problem as problem:
        mend = f"Check that this machine reaches {REPOSITORY}. {BY_HAND}"
        raise Problem(problem.what, mend) from problem
    return f"{RELEASE} {get_revision(folder)}"


def get_revision(folder):
    """Return the commit that is checked out, if git is available."""
    git = ["git", "-c", "safe.directory=*", "-C", folder]
    return ask([*git, "rev-parse", "--short=12", "HEAD"]).stdout.strip()


def get_release(package):
    """Return the release of an Odoo, such as 19.0."""
    try:
        version = runpy.run_path(package / "release.py")["version_info"]
    except OSError:
        return "nothing that looks like Odoo"
    return ".".join(map(str, version[:2]))
