"""The private PostgreSQL cluster: made once, running while somebody uses it.

Every user holds the users' lock together with the others. The last one to leave stops
the server. A user who was killed cannot do that: for that case somebody waits in the
background until the lock is free.
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
# The data can be made anew at any time, so speed comes before safety.
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
        options = ["-U", "odoo", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8"]
        run_program("initdb", "-D", partial, *options, "--no-sync")
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
            if try_lock(users):  # nobody else uses it
                stop()


@contextmanager
def unused():
    """Keep everybody from using the server, which does not run, during the block.

    :raise Problem: If somebody does.
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
    """Start the server unless it runs."""
    with exclusive(START_LOCK):
        if get_server_pid():
            return
        # A killed server's traces: PostgreSQL refuses while its number is anybody's.
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
    """Have the server stopped when nobody holds the users' lock, without us."""
    # It is soon given up for a server that was killed, whose number may live on.
    subprocess.Popen(
        ["flock", USERS_LOCK, *as_server_user(*STOP, "--timeout=5")],
        env=get_environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def get_server_pid():
    """Return the process of the server, or None if it does not run."""
    try:
        pid = int((FOLDER / "postmaster.pid").read_text().split()[0])
        command = Path(f"/proc/{pid}/cmdline").read_bytes()
    except (OSError, ValueError, IndexError):
        return None
    return pid if os.fsencode(FOLDER) in command else None


# === THE PROGRAMS === #


def find_programs():
    """Return the folder of the server's programs, or None.

    An existing cluster wants its own version, a new one takes the newest.
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

    A checkout of root's often lies under /root, which nobody else may enter but with
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
    """Make a folder that only the server's user (and root) may enter."""
    folder.mkdir(parents=True, exist_ok=True)
    if user := get_server_user():
        shutil.chown(folder, user.pw_uid, user.pw_gid)
    folder.chmod(0o700)
