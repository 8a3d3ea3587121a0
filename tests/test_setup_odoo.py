"""Odoo's source: Debian, or the public branch where Debian has no package."""

import subprocess

import pytest

from dev.shop import layout, odoo_source
from dev.shop.odoo_source import FetchedOdoo
from dev.shop.problem import Problem

RELEASE = "version_info = (19, 0, 0, 'final', 0, '')\n"


class AptWithoutOdoo:
    """A Debian without the Odoo package."""

    def __init__(self, _suites, log):
        self.log = log
        self.folder = layout.DEBIAN

    def update(self):
        self.folder.mkdir()

    def has(self, _package):
        return False


@pytest.fixture
def repository(tmp_path, monkeypatch):
    """The repository to clone, and a shop without any set-up."""
    for name in ("STAMPS", "LOCKS", "LOG", "DEBIAN", "TEMPORARY"):
        monkeypatch.setattr(layout, name, tmp_path / name)
    monkeypatch.setattr(layout, "ROOT", tmp_path)
    monkeypatch.setattr(layout, "ODOO", tmp_path / "fetched")
    monkeypatch.setattr(FetchedOdoo, "free_space", 0)
    monkeypatch.setattr(odoo_source, "PrivateApt", AptWithoutOdoo)
    monkeypatch.setattr(odoo_source, "REPOSITORY", f"file://{tmp_path / 'repository'}")
    folder = tmp_path / "repository"
    (folder / "odoo").mkdir(parents=True)
    (folder / "odoo" / "release.py").write_text(RELEASE)
    (folder / "addons").mkdir()
    (folder / "addons" / "README").touch()
    return folder


def commit(folder):
    """Turn a folder into a repository with the branch; return its commit."""
    person = ["-c", "user.name=Test", "-c", "user.email=test@example.com"]
    git = ["git", "-C", folder, *person]
    for words in (
        ["init", "-q", "-b", "19.0"],
        ["add", "."],
        ["commit", "-qm", "Odoo"],
    ):
        subprocess.run([*git, *words], check=True)
    return subprocess.check_output([*git, "rev-parse", "HEAD"], text=True).strip()


def test_branch_is_cloned_when_debian_has_no_odoo(repository, capsys):
    revision = commit(repository)
    odoo = FetchedOdoo()

    odoo.complete()

    said = capsys.readouterr().out
    assert "Debian has no package odoo-19 any more: cloning file://" in said
    assert f"version 19.0 {revision[:12]}\n" in said
    assert "tested is the version 19.0.0+dfsg-1" in said
    assert (odoo.package / "release.py").read_text() == RELEASE
    assert odoo.addons == odoo.folder / "addons"


def test_version_stays_although_the_branch_goes_on(repository, capsys):
    commit(repository)
    FetchedOdoo().complete()
    version = FetchedOdoo().version
    (repository / "odoo" / "release.py").write_text("version_info = ()\n")
    commit(repository)

    FetchedOdoo().complete()

    assert FetchedOdoo().version == version
    assert f"version {version}" in capsys.readouterr().out


def test_clone_that_fails_is_explained(repository):
    with pytest.raises(Problem, match="Or name an Odoo 19 that you have"):
        FetchedOdoo().complete()
