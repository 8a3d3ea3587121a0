"""A process inside Odoo that gets requests and answers them, one line each."""

import json
import subprocess
from contextlib import contextmanager

from dev.shop import layout
from dev.shop.processes import die_with_parent
from dev.shop.python_packages import get_python
from tests import printer


class OdooProcess:
    """The process as its caller sees it."""

    def __init__(self, process):
        self.process = process

    def tell(self, message):
        """Send a request, without waiting for the answer."""
        self.process.stdin.write(json.dumps(message) + "\n")
        self.process.stdin.flush()

    def hear(self):
        """Wait for the next answer."""
        answer = self.process.stdout.readline()
        assert answer, "The process has died, see its log"
        return json.loads(answer)

    def kill(self):
        """Kill the process; return its output so far and its exit status."""
        self.process.kill()
        return self.process.stdout.read(), self.process.wait()


@contextmanager
def running(name, *arguments):
    """Run Python with the given arguments during the block.

    :param str name: The process's name, also used for its log.
    """
    with layout.get_log(name).open("w") as log:
        process = subprocess.Popen(
            die_with_parent([get_python(), *arguments]),
            cwd=layout.ROOT,
            env=printer.get_environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        )
        try:
            yield OdooProcess(process)
        finally:
            process.kill()
            process.communicate()
