"""Each missing requirement gives one line with its remedy."""

import os
import shutil
import socket
import subprocess
import sys

import pytest

from dev.shop import layout, processes, stages
from dev.shop.__main__ import is_supported
from dev.shop.problem import Problem


@pytest.fixture
def checkout(tmp_path):
    """Return a copy of the checkout without any set-up."""
    copy = tmp_path / "checkout"
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(layout.ROOT / "dev", copy / "dev", ignore=ignored)
    return copy


def run_shop(checkout, *arguments, **environment):
    """Run a command of the set-up; return its status and its complaints."""
    result = subprocess.run(
        [sys.executable, "-m", "dev.shop", *arguments],
        cwd=checkout,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    return result.returncode, result.stderr.splitlines()


@pytest.fixture
def path_without_apt(tmp_path):
    """Return a PATH with few programs."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in ("setpriv", "env"):
        (folder / name).symlink_to(shutil.which(name))
    return str(folder)


def test_port_that_is_taken_is_named(checkout):
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        port = listener.getsockname()[1]

        status, complaints = run_shop(checkout, "run", PORT=str(port))

    assert status == 1
    mend = f"Stop what listens there, or take another: make run PORT={port + 1}"
    assert complaints == [f"Stopped: Port {port} is taken. {mend}"]


def test_machine_without_apt_is_told_so(checkout, path_without_apt):
    status, complaints = run_shop(checkout, "db", PATH=path_without_apt)

    assert status == 1
    assert len(complaints) == 1
    assert "apt-get is missing" in complaints[0]


def test_odoo_home_without_odoo_is_refused(checkout, tmp_path):
    status, complaints = run_shop(checkout, "db", ODOO_HOME=str(tmp_path))

    assert status == 1
    assert len(complaints) == 1
    assert "nothing that looks like Odoo" in complaints[0]


def test_odoo_home_of_another_version_is_refused(checkout, tmp_path):
    release = tmp_path / "odoo" / "release.py"
    release.parent.mkdir()
    release.write_text("version_info = (18, 0, 0, 'final', 0, '')\n")

    _status, complaints = run_shop(checkout, "db", ODOO_HOME=str(tmp_path))

    assert "is not Odoo 19.0, but 18.0" in complaints[0]


def test_full_disk_is_told():
    with pytest.raises(Problem, match=r"MB are needed\. Free some space"):
        stages.ensure_free_space(10**9)


def test_failing_program_is_summed_up_in_one_line(tmp_path, monkeypatch):
    monkeypatch.setattr(layout, "ROOT", tmp_path)
    program = "print('fine'); print('E: no such package'); print('bye'); exit(3)"

    with pytest.raises(Problem) as failure:
        processes.run_logged([sys.executable, "-c", program], tmp_path / "log")

    assert "failed: E: no such package. The whole story is in log" in str(failure.value)


def test_failing_program_is_called_by_its_own_name():
    command = ["sudo", "-n", "env", "LANG=C", "/usr/bin/apt-get", "install", "x"]

    assert processes.get_name(command) == "apt-get"


@pytest.mark.parametrize("version", [(3, 10, 13), (3, 11), (3, 12), (3, 13, 9)])
def test_python_that_odoo_supports_is_accepted(version):
    assert is_supported(version)


@pytest.mark.parametrize("version", [(2, 7), (3, 9, 18), (3, 14)])
def test_python_that_odoo_does_not_support_is_refused(version):
    assert not is_supported(version)
