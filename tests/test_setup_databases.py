"""Databases are copied from cached templates, with their files."""

import os
import subprocess

import pytest

from dev.shop import api, databases, layout
from dev.shop.templates import AddonTemplate, BaseTemplate


@pytest.fixture
def name():
    """Return the name of a database that is dropped after the test."""
    name = f"setup_{os.getpid()}"
    yield name
    databases.drop(name)
    databases.drop(f"{name}_copy")


def test_clone_has_rows_and_files_of_its_source(name):
    databases.create(name)
    databases.run_sql("CREATE TABLE word AS SELECT 'hello' AS text", name)
    layout.get_filestore(name).mkdir(parents=True)
    (layout.get_filestore(name) / "file").write_text("content")

    databases.clone(name, f"{name}_copy")

    assert databases.run_sql("SELECT text FROM word", f"{name}_copy") == ["hello"]
    assert (layout.get_filestore(f"{name}_copy") / "file").read_text() == "content"


def test_dropped_database_leaves_no_files(name):
    databases.create(name)
    layout.get_filestore(name).mkdir(parents=True)

    databases.drop(name)

    assert not databases.exists(name)
    assert not layout.get_filestore(name).exists()


def test_remark_is_kept_on_the_database(name):
    databases.create(name)

    databases.set_remark(name, "it's new")

    assert databases.get_remark(name) == "it's new"


@pytest.mark.parametrize("end", ["", "-gw0", "_partial"])
def test_database_of_a_killed_process_goes(end):
    dead = subprocess.Popen(["true"])
    dead.wait()
    orphan, own = f"tmp_x_{dead.pid}{end}", databases.get_temporary_name("y")
    databases.create(orphan)
    databases.create(own)

    databases.drop_orphans()

    assert not databases.exists(orphan)
    assert databases.exists(own)
    databases.drop(own)


def test_template_is_named_after_what_went_in(monkeypatch):
    template = AddonTemplate("test")
    before = template.database
    monkeypatch.setattr(template, "addons_fingerprint", "another")

    assert template.database != before
    assert template.database.startswith("template_addon_test_")


def test_test_database_is_a_german_shop_without_demo_data():
    with api.database("german") as name:
        chart = api.run_sql("SELECT chart_template FROM res_company", name)
        languages = "SELECT code FROM res_lang WHERE active ORDER BY code"
        demo = "SELECT count(*) FROM ir_module_module WHERE demo"

        assert chart == ["de_skr03"]
        assert api.run_sql(languages, name) == ["de_DE", "en_US"]
        assert api.run_sql(demo, name) == ["0"]

    assert not databases.exists(name)


def test_template_takes_no_connections():
    base = BaseTemplate("test")
    sql = f"SELECT datallowconn FROM pg_database WHERE datname = '{base.database}'"

    assert databases.run_sql(sql) == ["f"]
