"""The linters: Python's in an environment of their own, Node's beside them."""

import os
import re
import shutil
from pathlib import Path

from . import foreground, layout
from .debian_packages import VENV, DebianPackages
from .environment import get_environment
from .processes import ask, run_logged
from .python_packages import LintPackages, VirtualEnvironment
from .stages import Stage, remove

OLDEST_NODE = (18, 18)


class Node(VirtualEnvironment):
    """Node from Python's package index, where the machine has none or an old one."""

    name = "node"
    title = "Node"
    announcement = "installing Node"
    folder = layout.HOME / "node"
    requirements = "requirements-node.txt"

    def is_done(self):
        return bool(find_npm_folder()) or super().is_done()


class NodePackages(Stage):
    """What `package-lock.json` names."""

    name = "node-packages"
    title = "Node packages"
    announcement = "installing linters for XML and JavaScript"
    free_space = 200

    def get_inputs(self):
        return [(layout.ROOT / "package-lock.json").read_text()]

    def is_present(self):
        return (layout.NODE_MODULES / ".bin" / "prettier").exists()

    def build(self, progress):
        remove(layout.NODE_MODULES)
        command = ["npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts"]
        run_logged(command, layout.get_log(self.name), env=get_lint_environment())


def get_stages():
    """Return the stages after which the linters can run."""
    venv = DebianPackages(VENV)
    node = Node(venv)
    return [venv, LintPackages(venv), node, NodePackages(node)]


def run():
    """Let every linter look at every file; return the exit status."""
    return run_hooks("pre-commit")


def mend():
    """Let the linters mend what they can."""
    run_hooks("manual")
    return 0


def run_hooks(stage):
    """Run the hooks of a stage on all files that git knows; return the exit status."""
    env = get_lint_environment()
    program = layout.LINT_VENV / "bin" / "pre-commit"
    command = [program, "run", "--all-files", "--hook-stage", stage]
    return foreground.run(command, env=env)


def get_lint_environment():
    """Return the environment in which linters find each other."""
    env = get_environment()
    npm = find_npm_folder() or Node.folder / "bin"
    node_programs = layout.NODE_MODULES / ".bin"
    folders = [layout.LINT_VENV / "bin", node_programs, npm, env["PATH"]]
    return {**env, "PATH": os.pathsep.join(map(str, folders))}


def find_npm_folder():
    """Return the folder of an npm whose Node is new enough, or None."""
    npm, node = shutil.which("npm"), shutil.which("node")
    if not npm or not node:
        return None
    output = ask([node, "--version"]).stdout
    version = tuple(int(part) for part in re.findall(r"\d+", output)[:2])
    return Path(npm).parent if version >= OLDEST_NODE else None
