"""The private PostgreSQL cluster: created once, running while it is used.

All users share the users' lock. The last one to leave stops the server. A killed user
cannot do that, so a background process waits for the lock and stops it then.
"""

import fcntl
import os
import pwd
import shutil
import subprocess
from contextlib import contextmanager
from pathlib import Path

from . import layout
from .environment import get_environment
from .locks import exclusive, try_lock
from .problem import Problem
from .processes import run_logged
from .stages import Stage, remove, write_atomically

FOLDER = layout.POSTGRES / "data"
USERS_LOCK = layout.LOCKS / "postgres-users"
START_LOCK = layout.LOCKS / "postgres-start"
# Ends the connections, then the server.
STOP = ("pg_ctl", "stop", "--silent", "-D", FOLDER, "--mode=fast")
# The data can be recreated at any time, so speed comes before safety.
SETTINGS = {
    "autovacuum_naptime": "20s",
    "fsync": "off",
    "full_page_writes": "off",
    "jit": "off",
    "listen_addresses": "",
    "max_connections": "200",
    "max_parallel_workers_per_gather": "0",
    "max_wal_senders": "0",
    "max_wal_size": "4GB",
    "random_page_cost": "1.1",
    "shared_buffers": "512MB",
    "synchronous_commit": "off",
    "unix_socket_directories": layout.get_socket_directory(),
    "wal_level": "minimal",
    "work_mem": "16MB",
}


class Cluster(Stage):
    """The cluster's files with Odoo's role, and the running server."""

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
        options = ["-U", "odoo", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8"]
        run_program("initdb", "-D", partial, *options, "--no-sync")
        partial.replace(FOLDER)


@contextmanager
def in_use():
    """Keep the server, once started, running until the end of the block."""
    layout.LOCKS.mkdir(parents=True, exist_ok=True)
    with USERS_LOCK.open("a") as users:
        fcntl.flock(users, fcntl.LOCK_SH)
        try:
            yield
        finally:
            if try_lock(users):  # no other user
                stop()


@contextmanager
def unused():
    """Keep the server stopped during the block.

    :raise Problem: If it is in use.
    """
    with exclusive(USERS_LOCK, raise_in_use):
        stop()
        yield


def raise_in_use():
    """Refuse to wait for the server's users.

    :raise Problem: Always.
    """
    raise Problem("The shop is in use", "End what uses it, then run make again")


def start():
    """Start the server unless it is running."""
    with exclusive(START_LOCK):
        if get_server_pid():
            return
        # Left by a killed server: PostgreSQL refuses to start if the process id is
        # reused.
        remove(FOLDER / "postmaster.pid")
        remove(layout.get_socket_directory() / f"{layout.SOCKET_NAME}.lock")
        give_to_server_user(layout.get_socket_directory())
        settings = "".join(f"{name} = '{value}'\n" for name, value in SETTINGS.items())
        write_atomically(FOLDER / "postgresql.auto.conf", settings)
        run_program("pg_ctl", "start", "--silent", "-D", FOLDER)
        stop_when_unused()


def stop():
    """Stop the server and wait for its end."""
    if get_server_pid():
        run_program(*STOP)
    if layout.get_socket_directory().parent != layout.HOME:
        remove(layout.get_socket_directory())


def stop_when_unused():
    """Start a process that stops the server when the users' lock is free."""
    # It gives up soon on a killed server, whose process id may be reused.
    subprocess.Popen(
        ["flock", USERS_LOCK, *as_server_user(*STOP, "--timeout=5")],
        env=get_environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def get_server_pid():
    """Return the process id of the server, or None if it isn't running."""
    try:
        pid = int((FOLDER / "postmaster.pid").read_text().split()[0])
        command = Path(f"/proc/{pid}/cmdline").read_bytes()
    except (OSError, ValueError, IndexError):
        return None
    return pid if os.fsencode(FOLDER) in command else None


# === THE PROGRAMS === #


def find_programs():
    """Return the folder of the server's programs, or None.

    An existing cluster needs its own version, a new one uses the newest.
    """
    version_file = FOLDER / "PG_VERSION"
    wanted = version_file.read_text().strip() if version_file.exists() else "*"
    servers = Path("/usr/lib/postgresql").glob(f"{wanted}/bin/postgres")
    newest = max(servers, key=lambda it: float(it.parts[-3]), default=None)
    elsewhere = newest or shutil.which("postgres")
    return Path(elsewhere).parent if elsewhere else None


# === WHO RUNS THE SERVER: IT REFUSES TO RUN AS ROOT === #


def run_program(name, *arguments):
    """Run one of PostgreSQL's programs as the server's user."""
    run_logged(as_server_user(name, *arguments), layout.get_log("postgres"))


def as_server_user(name, *arguments):
    """Return the command that runs one of PostgreSQL's programs as the server's user.

    A checkout owned by root is often under /root, which other users may only enter with
    the capability to do so.
    """
    command = [str(find_programs() / name), *map(str, arguments)]
    user = get_server_user()
    if not user:
        return command
    ids = [f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups"]
    capabilities = ["--inh-caps=+dac_override", "--ambient-caps=+dac_override"]
    return ["setpriv", *ids, *capabilities, "--", *command]


def get_server_user():
    """Return the password entry of an unprivileged user, or None if we are one."""
    if os.geteuid():
        return None
    users = {user.pw_name: user for user in pwd.getpwall()}
    return users.get("postgres") or users["nobody"]


def give_to_server_user(folder):
    """Create a folder that only the server's user (and root) may enter."""
    folder.mkdir(parents=True, exist_ok=True)
    if user := get_server_user():
        shutil.chown(folder, user.pw_uid, user.pw_gid)
    folder.chmod(0o700)
