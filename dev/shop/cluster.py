"""The private PostgreSQL cluster: made once, running while somebody uses it.

Every user holds the users' lock together with the others. The last one to leave stops
the server. A user who was killed cannot do that: then the keeper does (see keeper.py).
"""

import fcntl
import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

from . import layout
from .environment import get_environment
from .locks import exclusive, try_lock
from .postgres_binaries import get_program
from .problem import Problem
from .processes import ask, run_logged
from .server_user import as_server_user, give_to_server_user
from .stages import Stage, remove

FOLDER = layout.POSTGRES / "data"
USERS_LOCK = layout.LOCKS / "postgres-users"
START_LOCK = layout.LOCKS / "postgres-start"
LONGEST_START = LONGEST_STOP = 60  # seconds


class Cluster(Stage):
    """The cluster's files, with the role that Odoo uses, and the server running."""

    name = "postgres"
    title = "PostgreSQL"
    announcement = "making a private cluster"

    def is_present(self):
        return (FOLDER / "PG_VERSION").exists()

    def complete(self):
        """Override to start the server, too; only inside of `in_use`."""
        super().complete()
        start()

    def build(self):
        partial = FOLDER.with_suffix(".partial")
        remove(partial)
        remove(FOLDER)
        give_to_server_user(layout.POSTGRES)
        initdb = [get_program("initdb"), "-D", partial, "-U", "odoo", "-A", "trust"]
        settings = ["-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]
        log = layout.get_log(self.name)
        run_logged(as_server_user([*initdb, *settings]), log)
        partial.replace(FOLDER)


@contextmanager
def in_use():
    """Let the server, once it runs, not stop before the end of the block."""
    layout.LOCKS.mkdir(parents=True, exist_ok=True)
    with USERS_LOCK.open("a") as users:
        fcntl.flock(users, fcntl.LOCK_SH)
        try:
            yield
        finally:
            leave(users)


def start():
    """Start the server unless it runs."""
    with exclusive(START_LOCK):
        if not is_ready():
            give_to_server_user(layout.get_socket_directory())
            forget_dead_server()
            wait_until_ready(start_keeper())


def leave(users):
    """Stop the server if nobody else uses it.

    :param users: The users' lock, held together with others.
    """
    if try_lock(users, fcntl.LOCK_EX):
        stop()


def is_ready():
    """Tell whether the server answers."""
    command = [get_program("pg_isready"), "-q", "-t", "5"]
    return ask(command, env=get_environment()).returncode == 0


def start_keeper():
    """Start the keeper, which starts the server and outlives us."""
    with layout.get_log("postgres").open("a") as log:
        return subprocess.Popen(
            [sys.executable, "-m", "dev.shop.keeper"],
            cwd=layout.ROOT,
            env=get_environment(),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )


def wait_until_ready(keeper):
    """Wait until the server answers.

    :raise Problem: If it does not come up.
    """
    deadline = time.monotonic() + LONGEST_START
    while time.monotonic() < deadline:
        if is_ready():
            return
        if keeper.poll() is not None:
            break
        time.sleep(0.05)
    log = layout.get_log("postgres")
    reason = (log.read_text().strip().splitlines() or ["it said nothing"])[-1]
    where = f"The whole story is in {log.relative_to(layout.ROOT)}"
    raise Problem(f"PostgreSQL does not start: {reason}", where)


def get_server_pid():
    """Return the process of the server, or None if it does not run."""
    try:
        pid = int((FOLDER / "postmaster.pid").read_text().split()[0])
        command = Path(f"/proc/{pid}/cmdline").read_bytes()
    except (OSError, ValueError, IndexError):
        return None
    return pid if os.fsencode(FOLDER) in command else None


def forget_dead_server():
    """Remove the traces of a server that was killed.

    PostgreSQL itself refuses to start when another program has got the old process's
    number.
    """
    if not get_server_pid():
        remove(FOLDER / "postmaster.pid")


def stop():
    """Stop the server and wait for its end."""
    pid = get_server_pid()
    if pid:
        os.kill(pid, signal.SIGINT)  # "fast": ends the connections
        wait_for_end(pid)
    if layout.get_socket_directory().parent != layout.HOME:
        remove(layout.get_socket_directory())


def wait_for_end(pid):
    """Wait until a process is gone."""
    deadline = time.monotonic() + LONGEST_STOP
    while time.monotonic() < deadline and get_server_pid() == pid:
        time.sleep(0.05)
