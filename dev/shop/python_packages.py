"""The virtual environments and the Python packages in them."""

import os
import sys
from functools import partial

from . import layout
from .problem import Problem
from .processes import run_logged
from .stages import Stage, remove

COMPLETE_LIST = ("--no-deps", "--only-binary=:all:")  # pip's options for one


def get_python():
    """Return the Python in which Odoo runs."""
    return layout.VENV / "bin" / "python"


def get_base_python():
    """Return the Python we run on, even if we run in a virtual environment of it."""
    return os.path.realpath(getattr(sys, "_base_executable", sys.executable))


class VirtualEnvironment(Stage):
    """A virtual environment with the packages of one list."""

    announcement = "installing Python packages"
    free_space = 700
    folder = None
    requirements = None
    resolve = False  # whether the list leaves out what its packages need

    def get_inputs(self):
        return [self.folder, self._read_requirements()]

    def _read_requirements(self):
        return (layout.REQUIREMENTS / self.requirements).read_text()

    def is_present(self):
        return (self.folder / "bin" / "python").exists()  # and what it links to

    def build(self, progress):
        remove(self.folder)
        log = layout.get_log(self.name)
        run_logged([get_base_python(), "-m", "venv", self.folder], log)
        self.install(progress, log)

    def install(self, progress, log):
        """Let pip install the list."""
        options = ["--no-compile", *([] if self.resolve else COMPLETE_LIST)]
        file = layout.REQUIREMENTS / self.requirements
        pip = [self.folder / "bin" / "python", "-m", "pip", "install"]
        try:
            on_line = partial(tell_package, progress)
            run_logged([*pip, *options, "-r", file], log, on_line=on_line)
        except Problem as problem:
            mend = "Check that pip reaches its package index, then run make again"
            raise Problem(problem.what, mend) from problem


class ShopPackages(VirtualEnvironment):
    """What Odoo runs with."""

    name = "python-packages"
    title = "Python packages"
    folder = layout.VENV
    requirements = "requirements-odoo.txt"


class TestPackages(VirtualEnvironment):
    """What the tests need besides; into the same environment."""

    name = "test-packages"
    title = "Packages for tests"
    folder = layout.VENV
    requirements = "requirements-test.txt"

    def get_inputs(self):
        return [*super().get_inputs(), *self.needs[0].get_inputs()]

    def build(self, progress):
        self.install(progress, layout.get_log(self.name))


class LintPackages(VirtualEnvironment):
    """The linters, in an environment of their own."""

    name = "lint-packages"
    title = "Linters"
    folder = layout.LINT_VENV
    requirements = "requirements-lint.txt"
    resolve = True


def tell_package(progress, line):
    """Tell which package pip is at."""
    words = line.split()
    if words[:1] == ["Collecting"]:
        progress.at(f"downloading {words[1]}")
    elif words[:1] == ["Installing"]:
        progress.at("unpacking the packages")
