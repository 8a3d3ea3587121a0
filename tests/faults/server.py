"""A server with several processes that can be killed and restarted."""

import http.client
import os
import signal
import subprocess
import time
from contextlib import suppress
from pathlib import Path

from dev.shop import layout
from dev.shop.processes import die_with_parent
from dev.shop.python_packages import get_python
from dev.shop.web import ADDRESS, fetch, find_free_port, is_port_free
from tests import printer

# Odoo restarts itself for its websockets, so it can't be started by `-m odoo`.
ODOO = Path(__file__).parent / "bin" / "odoo"
LONGEST_START = 60  # seconds


class Server:
    """Odoo with two processes for requests and two for crons."""

    def __init__(self, database, mail_port):
        self.database = database
        self.mail_port = mail_port
        self.port = find_free_port()
        self.log = layout.get_log(f"{database}-server")
        self.process = None

    def start(self):
        """Start the server and wait until it answers."""
        with self.log.open("a") as log:
            self.process = subprocess.Popen(
                die_with_parent(self._get_command()),
                cwd=layout.ROOT,
                env=printer.get_environment(),
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        deadline = time.monotonic() + LONGEST_START
        while fetch(self.port, "/web/health")[0] != http.client.OK:
            assert time.monotonic() < deadline, f"No server, see {self.log}"
            assert self.process.poll() is None, f"No server, see {self.log}"
            time.sleep(0.05)

    def _get_command(self):
        database = ["-d", self.database, f"--db-filter=^{self.database}$"]
        ports = [f"--http-port={self.port}", f"--gevent-port={find_free_port()}"]
        mail = [f"--smtp={ADDRESS}", f"--smtp-port={self.mail_port}"]
        processes = ["--workers=2", "--max-cron-threads=2"]
        return [get_python(), ODOO, *database, *ports, *mail, *processes]

    def stop(self):
        """Stop all its processes at once, to inspect their work."""
        self._signal(signal.SIGSTOP)

    def kill(self):
        """Kill all its processes at once, whatever they are doing."""
        if self.process:
            self._signal(signal.SIGKILL)
            self.process.wait()
            while not is_port_free(self.port):
                time.sleep(0.01)

    def _signal(self, number):
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, number)
