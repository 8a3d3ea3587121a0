"""The replay command, and the database in which it runs."""

import subprocess
import sys
import time
from pathlib import Path

from dev.shop import layout
from dev.shop.api import run_sql
from dev.shop.environment import get_environment

ORDERS = Path(__file__).parents[1] / "data" / "replay_orders.csv"
AGREED = "Shop and file agree to the cent."
LONGEST_RUN = 300  # seconds


class Replay:
    """A database, and the replay command for it."""

    def __init__(self, database):
        self.database = database
        self.orders = ORDERS

    def start(self, *options):
        """Start the command."""
        return subprocess.Popen(
            self.get_command(*options),
            cwd=layout.ROOT,
            env=get_environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )

    def get_command(self, *options):
        own = ["--database", self.database, "--config", layout.CONFIG]
        python = [sys.executable, "-m", "dev.replay", self.orders]
        return [*python, *own, *map(str, options)]

    def run(self, *options):
        """Run the command to its end.

        :return: Exit status and output.
        """
        process = self.start(*options)
        output, _errors = process.communicate(timeout=LONGEST_RUN)
        return process.returncode, output

    def run_until(self, event):
        """Start the command and wait until the query returns a row.

        :return: The process, still running.
        """
        process = self.start()
        while not self.count(event):
            assert process.poll() is None, process.stdout.read()
            time.sleep(0.05)
        return process

    def query(self, sql):
        """Query the database; return tuples of texts."""
        return [tuple(line.split("|")) for line in run_sql(sql, self.database)]

    def count(self, what):
        """Count the rows of a table."""
        return int(self.query(f"SELECT count(*) FROM {what}")[0][0])

    def get_totals(self):
        """Return the total and state of each order."""
        return self.query(
            "SELECT client_order_ref, amount_total, flow_stage, payment_status, "
            "return_status FROM sale_order ORDER BY 1, 2"
        )
