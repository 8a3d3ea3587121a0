"""The virtual environments and the Python packages in them."""

import os
import site
import sys

from . import layout
from .problem import Problem
from .processes import run_logged
from .stages import Stage, remove

COMPLETE_LIST = ("--no-deps", "--only-binary=:all:")  # pip's options for full lists


def get_python():
    """Return the Python that runs Odoo."""
    return layout.VENV / "bin" / "python"


def get_base_python():
    """Return the base Python, also in a virtual environment."""
    return os.path.realpath(getattr(sys, "_base_executable", sys.executable))


def get_site_packages():
    """Return the folder of the shop's Python packages."""
    return next((layout.VENV / "lib").glob("python3*/site-packages"))


class VirtualEnvironment(Stage):
    """A virtual environment with the packages of one or several lists."""

    announcement = "installing Python packages"
    folder = None
    requirements = ()
    pip_options = COMPLETE_LIST

    def get_inputs(self):
        return [self.folder, *(path.read_text() for path in self.get_lists())]

    def get_lists(self):
        """Return the files that list the packages."""
        return [layout.REQUIREMENTS / name for name in self.requirements]

    def is_present(self):
        return (self.folder / "bin" / "python").exists()  # including the link's target

    def build(self):
        remove(self.folder)
        log = layout.get_log(self.name)
        run_logged([get_base_python(), "-m", "venv", self.folder], log)
        pip = [self.folder / "bin" / "python", "-m", "pip", "install", "--no-compile"]
        lists = [word for path in self.get_lists() for word in ("-r", path)]
        try:
            run_logged([*pip, *self.pip_options, *lists], log)
        except Problem as problem:
            mend = "Check that pip reaches its package index, then run make again"
            raise Problem(problem.what, mend) from problem


class ShopPackages(VirtualEnvironment):
    """Packages of Odoo and the addon, and those of setup and tests."""

    name = "python-packages"
    title = "Python packages"
    folder = layout.VENV
    requirements = (
        "requirements-odoo.txt",
        "requirements-addon.txt",
        "requirements-test.txt",
    )

    def complete(self):
        """Override to make the packages importable in the setup, too."""
        super().complete()
        site.addsitedir(str(get_site_packages()))


class LintPackages(VirtualEnvironment):
    """The linters, in a separate environment."""

    name = "lint-packages"
    title = "Linters"
    folder = layout.LINT_VENV
    requirements = ("requirements-lint.txt",)
    pip_options = ()  # the list omits dependencies
