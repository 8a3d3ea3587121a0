"""The private PostgreSQL: it runs in any folder, as long as it is in use."""

import os
import shutil
import subprocess
import sys
import time

import pytest

from dev.shop import layout

USE = """
import sys, time
from dev.shop import cluster, databases, layout
with cluster.in_use():
    cluster.Cluster().complete()
    cluster.start()
    print(databases.run_sql("SELECT 'it ' || 'runs'")[0])
    print(cluster.get_server_pid(), layout.get_socket_directory(), flush=True)
    time.sleep(float(sys.argv[1]))
"""


class Checkout:
    """A checkout with a PostgreSQL of its own and nothing else."""

    def __init__(self, folder):
        self.folder = folder
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(layout.ROOT / "dev", folder / "dev", ignore=ignored)

    def use(self, seconds=0):
        """Use the server for a while; return the process that does, and its output."""
        command = [sys.executable, "-c", USE, str(seconds)]
        options = {"stdout": subprocess.PIPE, "text": True, "cwd": self.folder}
        user = subprocess.Popen(command, **options)
        lines = iter(user.stdout.readline, "")
        answer = next(line.strip() for line in lines if line.startswith("it "))
        pid, socket_directory = next(lines).split(maxsplit=1)
        return user, answer, int(pid), socket_directory.strip()


def is_gone(pid, seconds=15):
    """Wait until a process has ended; return whether it has."""
    deadline = time.monotonic() + seconds
    while os.path.exists(f"/proc/{pid}/exe") and time.monotonic() < deadline:
        time.sleep(0.05)
    try:
        os.readlink(f"/proc/{pid}/exe")
    except OSError:
        return True
    return False


def test_server_ends_with_its_last_user(tmp_path):
    checkout = Checkout(tmp_path / "checkout")
    first, *_rest = checkout.use(seconds=2)
    second, answer, pid, _directory = checkout.use(seconds=0)
    second.wait()

    assert answer == "it runs"
    assert not is_gone(pid, seconds=0)
    first.wait()
    assert is_gone(pid)


def test_server_ends_when_its_user_is_killed(tmp_path):
    user, _answer, pid, _directory = Checkout(tmp_path / "checkout").use(seconds=60)

    user.kill()
    user.wait()

    assert is_gone(pid)


def test_server_starts_again_after_it_was_killed(tmp_path):
    checkout = Checkout(tmp_path / "checkout")
    user, _answer, pid, _directory = checkout.use(seconds=60)
    os.kill(pid, 9)
    user.kill()
    user.wait()

    again, answer, *_rest = checkout.use()

    assert again.wait() == 0
    assert answer == "it runs"


def test_long_path_gets_a_short_one_for_the_socket(tmp_path):
    user, answer, _pid, directory = Checkout(tmp_path / ("long" * 30)).use()

    assert answer == "it runs"
    assert len(directory) < 100
    assert user.wait() == 0
    assert not os.path.exists(directory)


@pytest.mark.skipif(os.geteuid() != 0, reason="others own their folders")
def test_root_may_keep_the_checkout_in_a_closed_folder(tmp_path):
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)

    user, answer, *_rest = Checkout(closed / "checkout").use()

    assert answer == "it runs"
    assert user.wait() == 0
