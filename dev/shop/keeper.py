"""Runs the PostgreSQL server until its last user is gone, however that one went."""

import fcntl
import signal
import subprocess
import sys
import threading

from . import layout
from .cluster import FOLDER, USERS_LOCK
from .postgres_binaries import get_program
from .server_user import as_server_user

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
    "wal_level": "minimal",
    "work_mem": "16MB",
}


def main():
    """Run the server; stop it when nobody holds the users' lock any more."""
    server = start_server()
    threading.Thread(target=stop_when_unused, args=[server], daemon=True).start()
    return server.wait()


def start_server():
    """Start the server as our child."""
    settings = {**SETTINGS, "unix_socket_directories": layout.get_socket_directory()}
    options = [f"--{name}={value}" for name, value in settings.items()]
    command = [get_program("postgres"), "-D", FOLDER, *options]
    return subprocess.Popen(as_server_user(command, signal_name="INT"))


def stop_when_unused(server):
    """Wait for the last user to go, then stop the server."""
    with USERS_LOCK.open("a") as users:
        fcntl.flock(users, fcntl.LOCK_EX)
        server.send_signal(signal.SIGINT)  # "fast": ends the connections
        server.wait()


if __name__ == "__main__":
    sys.exit(main())
