"""Odoo 19: Debian's package, unpacked into the checkout, or a checkout you name."""

import ast
import os
import re
from functools import cached_property
from pathlib import Path

from . import layout
from .mirror import BY_HAND, PrivateApt
from .problem import Problem
from .processes import run_logged
from .stages import Stage, remove

SUITES = ("sid", "bookworm")
# Debian replaces Odoo's fonts and libraries by links into these packages.
LINKED_PACKAGES = (
    "fonts-font-awesome/bookworm",  # Odoo wants version 4; sid's has other file names
    "fonts-glyphicons-halflings",
    "fonts-inconsolata",
    "fonts-montserrat",
    "fonts-ocr-b",
    "fonts-roboto-unhinted",
    "libjs-jquery",
    "libjs-jquery-form",
    "libjs-underscore",
)
# Debian leaves this file out. Only the blurring of video calls' backgrounds needs it,
# but a missing file makes every bundle of scripts log an error.
LEFT_OUT = "mail/static/lib/selfie_segmentation/selfie_segmentation.js"


def get_source():
    """Return the Odoo to use: the one in ODOO_HOME, or Debian's."""
    home = os.environ.get("ODOO_HOME")
    return OdooCheckout(Path(home).expanduser()) if home else DebianOdoo()


class OdooSource(Stage):
    """What every Odoo has, wherever it comes from."""

    name = "odoo"
    title = "Odoo"

    @property
    def package(self):
        """The folder of the package `odoo`."""
        raise NotImplementedError

    @property
    def addons(self):
        """The folder of the standard addons."""
        raise NotImplementedError

    @property
    def version(self):
        """What tells this Odoo from others."""
        raise NotImplementedError

    def describe(self):
        return f"({self.version})"


class DebianOdoo(OdooSource):
    """Debian's package of Odoo with what it links to; nothing is installed."""

    announcement = "downloading Debian's package odoo-19"
    free_space = 2500

    @property
    def package(self):
        return layout.ODOO / "usr/lib/python3/dist-packages/odoo"

    @property
    def addons(self):
        return self.package / "addons"

    @cached_property
    def version(self):
        return (layout.ODOO / "version").read_text().strip()

    def get_inputs(self):
        return [LEFT_OUT, *SUITES, *LINKED_PACKAGES]

    def is_present(self):
        return (self.package / "release.py").exists()

    def build(self, progress):
        apt = PrivateApt(SUITES, layout.get_log(self.name))
        apt.clean()
        apt.update()
        files = apt.download(["odoo-19", *LINKED_PACKAGES], progress)
        self._unpack(files, progress)
        apt.clean()

    def _unpack(self, files, progress):
        partial = layout.ODOO.with_suffix(".partial")
        remove(partial)
        for file in files:
            progress.at(f"unpacking {file.name.split('_')[0]}")
            run_logged(["dpkg-deb", "-x", file, partial], layout.get_log(self.name))
        self._add_left_out_file(partial)
        (partial / "version").write_text(get_version(files))
        remove(layout.ODOO)
        partial.replace(layout.ODOO)

    def _add_left_out_file(self, folder):
        path = folder / "usr/lib/python3/dist-packages/odoo/addons" / LEFT_OUT
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("// Left out by Debian; only video calls use it.\n")


def get_version(files):
    """Return the version of Odoo's package, from its file's name."""
    names = [file.name for file in files if file.name.startswith("odoo-19_")]
    if not names:
        raise Problem("The mirror has no package odoo-19", BY_HAND)
    return names[0].split("_")[1]


class OdooCheckout(OdooSource):
    """An Odoo 19 that exists already."""

    announcement = "checking ODOO_HOME"

    def __init__(self, folder):
        super().__init__()
        self.folder = folder.resolve()

    @property
    def package(self):
        return self.folder / "odoo"

    @property
    def addons(self):
        return self.folder / "addons"

    @cached_property
    def version(self):
        return f"{get_release(self.package)} {get_revision(self.folder)} {self.folder}"

    def complete(self):
        """Override: there is nothing to make, only to check."""
        release = get_release(self.package)
        if release != "19.0":
            raise Problem(
                f"ODOO_HOME={self.folder} is not Odoo 19.0, but {release}",
                "Name the folder that contains odoo-bin of an Odoo 19.0",
            )


def get_release(package):
    """Return the release that an Odoo says it is, such as 19.0."""
    try:
        text = (package / "release.py").read_text()
    except OSError:
        return "nothing that looks like Odoo"
    match = re.search(r"^version_info\s*=\s*\((.*?),(.*?),", text, re.M)
    return ".".join(str(ast.literal_eval(part.strip())) for part in match.groups())


def get_revision(folder):
    """Return the commit that is checked out, if git knows."""
    head = folder / ".git" / "HEAD"
    try:
        text = head.read_text().strip()
        reference = text.removeprefix("ref: ")
        return (folder / ".git" / reference).read_text().strip()[:12]
    except OSError:
        return ""
