"""The repository names no other host: registries are configured on the machine."""

import re
import subprocess

import pytest

from dev.shop import layout

# In pieces, so that this file can be searched, too.
PLACES = (
    "deb." + "debian.org",
    "pypi." + "org",
    "pythonhosted." + "org",
    "registry." + "npmjs",
    "/root" + "/",
    "/home" + "/",
)


def get_files():
    """Return the text files that git tracks."""
    command = ["git", "ls-files", "-z"]
    names = subprocess.check_output(command, cwd=layout.ROOT, text=True).split("\0")
    binary = (".png", ".jpg", ".gif", ".webp", ".ico", ".woff2")
    paths = [layout.ROOT / name for name in names if name]
    return [p for p in paths if p.is_file() and not p.name.endswith(binary)]


@pytest.mark.parametrize("place", PLACES)
def test_no_file_names_the_place(place):
    assert [path for path in get_files() if place.encode() in path.read_bytes()] == []


def test_node_packages_are_locked_without_addresses():
    text = (layout.ROOT / "package-lock.json").read_text()

    assert '"integrity"' in text
    assert '"resolved"' not in text


@pytest.mark.parametrize("name", ["odoo", "test", "lint"])
def test_python_packages_are_pinned(name):
    text = (layout.REQUIREMENTS / f"requirements-{name}.txt").read_text()
    lines = [line for line in text.splitlines() if line and line[0] != "#"]

    loose = [line for line in lines if not re.match(r"^[\w.-]+==[\w.]+( ; .+)?$", line)]

    assert lines
    assert loose == []


def test_makefile_explains_every_command():
    text = (layout.ROOT / "Makefile").read_text()
    phony = re.search(r"^\.PHONY: (.+)$", text, re.M)[1].split()

    assert set(re.findall(r"^([\w-]+):  ## .+$", text, re.M)) == set(phony)
