"""The addon as a Python package, and the requirements of an app store."""

import ast
import re
import shutil
import subprocess
import sys
from importlib.metadata import requires

import pytest

from dev.shop.layout import ROOT

ADDON = ROOT / "ecommerce_order_flow"
LEFT_OUT = {"pyproject.toml"}  # only needed to build the package
PNG = b"\x89PNG"


@pytest.fixture(scope="module")
def site_packages(tmp_path_factory):
    """The folder into which pip installed the addon, without the network."""
    folder = tmp_path_factory.mktemp("packaging")
    source, target = folder / ADDON.name, folder / "site-packages"
    shutil.copytree(ADDON, source, ignore=shutil.ignore_patterns("__pycache__"))
    offline = ["--no-deps", "--no-index", "--no-build-isolation"]
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-compile"]
    subprocess.run([*pip, *offline, "--target", target, source], check=True)
    return target


@pytest.fixture(scope="module")
def manifest():
    return ast.literal_eval((ADDON / "__manifest__.py").read_text())


def get_files(folder):
    """Return the files below a folder, except compiled Python."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {
        str(path.relative_to(folder))
        for path in files
        if "__pycache__" not in path.parts and path.name not in LEFT_OUT
    }


# === THE PACKAGE === #


def test_package_has_every_file_of_the_addon(site_packages):
    packaged = get_files(site_packages / "odoo" / "addons" / ADDON.name)

    assert packaged == get_files(ADDON)


def test_package_has_nothing_but_the_addon(site_packages):
    assert [path.name for path in site_packages.glob("[!.]*/addons/*")] == [ADDON.name]


def test_odoo_finds_the_package(site_packages):
    program = f"import odoo.addons.{ADDON.name} as addon; print(addon.__path__[0])"

    result = subprocess.run(
        [sys.executable, "-c", program],
        env={"PYTHONPATH": str(site_packages)},
        cwd=site_packages,
        capture_output=True,
        text=True,
        check=True,
    )

    assert result.stdout.strip() == str(site_packages / "odoo" / "addons" / ADDON.name)


def test_package_needs_odoo_19_and_what_the_manifest_names(site_packages, manifest):
    [metadata] = site_packages.glob("odoo_addon_ecommerce_order_flow-*/METADATA")

    needed = re.findall(r"^Requires-Dist: (.*)$", metadata.read_text(), re.M)

    external = manifest["external_dependencies"]["python"]
    assert sorted(needed) == sorted(["odoo==19.0.*", *external])


def test_shop_has_what_the_manifest_names(manifest):
    lines = (ROOT / "dev" / "requirements-addon.txt").read_text().splitlines()
    pinned = {line.split("==")[0] for line in lines if not line.startswith("#")}
    named = {
        name.split(">=")[0] for name in manifest["external_dependencies"]["python"]
    }

    assert pinned == set().union(named, *map(find_needed, named))


def find_needed(name):
    """Return the packages that a package requires, directly or not."""
    lines = [it for it in requires(name) or [] if "extra ==" not in it]
    found = {re.match(r"[\w.-]+", line)[0] for line in lines}
    return found.union(*map(find_needed, found))


# === THE APP === #


def test_manifest_describes_an_app(manifest):
    assert manifest["name"] == "E-Commerce Order Flow"
    assert manifest["application"] is True
    assert manifest["license"] == "LGPL-3"
    assert manifest["version"].startswith("19.0.")


def test_summary_is_one_line(manifest):
    assert 20 < len(manifest["summary"]) < 100
    assert "\n" not in manifest["summary"]


def test_learn_more_leads_to_the_readme(manifest):
    page = ROOT / manifest["website"].removeprefix("/")

    assert page.read_text() == (ADDON / "README.rst").read_text()


def test_files_of_the_manifest_exist(manifest):
    files = [*manifest["data"], *manifest.get("demo", [])]

    assert [name for name in files if not (ADDON / name).is_file()] == []


def test_app_has_an_icon():
    icon = (ADDON / "static" / "description" / "icon.png").read_bytes()

    assert icon.startswith(PNG)


def test_description_page_shows_pictures_that_exist():
    folder = ADDON / "static" / "description"

    pictures = re.findall(r'src="([^"]+)"', (folder / "index.html").read_text())

    assert pictures
    assert [name for name in pictures if not (folder / name).is_file()] == []


def test_licence_lies_beside_the_addon():
    assert "LESSER GENERAL PUBLIC LICENSE" in (ROOT / "LICENSE").read_text()
