"""A process inside of Odoo that does what a test asks of it."""

import json
import subprocess
from contextlib import contextmanager
from pathlib import Path

from dev.shop import layout
from dev.shop.processes import die_with_parent
from dev.shop.python_packages import get_python

from . import printer

SCRIPT = Path(__file__).with_name("inside")


class Assistant:
    """Somebody whom a test asks for things; several of them work at the same time."""

    def __init__(self, process):
        self.process = process

    def do(self, name, **arguments):
        """Have something done and return what came of it."""
        self.begin(name, **arguments)
        return self.finish()

    def begin(self, name, **arguments):
        """Ask for something, without waiting."""
        self.process.stdin.write(json.dumps([name, arguments]) + "\n")
        self.process.stdin.flush()

    def finish(self):
        """Wait for what was asked for."""
        answer = self.process.stdout.readline()
        assert answer, "An assistant has died, see its log"
        return json.loads(answer)


@contextmanager
def hired(database, number=0):
    """Have an assistant during the block."""
    with layout.get_log(f"{database}-assistant-{number}").open("w") as log:
        process = subprocess.Popen(
            die_with_parent([get_python(), SCRIPT, database]),
            cwd=layout.ROOT,
            env=printer.get_environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        )
        try:
            yield Assistant(process)
        finally:
            process.kill()
            process.communicate()
