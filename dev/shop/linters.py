"""The linters: Python's in a separate environment, Node's beside them."""

import os

from . import foreground, layout
from .debian_packages import VENV, DebianPackages
from .environment import get_environment
from .processes import run_logged
from .python_packages import LintPackages
from .stages import Stage, complete_all, remove


class NodePackages(Stage):
    """The packages of `package-lock.json`; Node itself is a Python package."""

    name = "node-packages"
    title = "Node packages"
    announcement = "installing linters, and axe-core for tests"

    def get_inputs(self):
        return [(layout.ROOT / "package-lock.json").read_text()]

    def is_present(self):
        programs = (".bin/prettier", "axe-core/axe.min.js")
        return all((layout.NODE_MODULES / program).exists() for program in programs)

    def build(self):
        remove(layout.NODE_MODULES)
        command = ["npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts"]
        run_logged(command, layout.get_log(self.name), env=get_lint_environment())


def complete_packages():
    """Install the linters, and the Node packages of tests."""
    venv = DebianPackages(VENV)
    packages = LintPackages(venv)
    complete_all([venv, packages, NodePackages(packages)])


def run_hooks(stage):
    """Run the hooks of a stage on all files in git; return the exit status."""
    complete_packages()
    program = layout.LINT_VENV / "bin" / "pre-commit"
    command = [program, "run", "--all-files", "--hook-stage", stage]
    return foreground.run(command, env=get_lint_environment())


def get_lint_environment():
    """Return the environment in which linters find each other."""
    env = get_environment()
    folders = [layout.LINT_VENV / "bin", layout.NODE_MODULES / ".bin", env["PATH"]]
    return {**env, "PATH": os.pathsep.join(map(str, folders))}
