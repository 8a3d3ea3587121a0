"""A process inside of Odoo that is told things and answers them, a line each."""

import json
import subprocess
from contextlib import contextmanager

from dev.shop import layout
from dev.shop.processes import die_with_parent
from dev.shop.python_packages import get_python
from tests import printer


class OdooProcess:
    """The process, to talk with."""

    def __init__(self, process):
        self.process = process

    def tell(self, message):
        """Tell it something, without waiting for the answer."""
        self.process.stdin.write(json.dumps(message) + "\n")
        self.process.stdin.flush()

    def hear(self):
        """Wait for its next answer."""
        answer = self.process.stdout.readline()
        assert answer, "The process has died, see its log"
        return json.loads(answer)

    def kill(self):
        """Kill it; return what it had said before, and its exit status."""
        self.process.kill()
        return self.process.stdout.read(), self.process.wait()


@contextmanager
def running(name, *arguments):
    """Have Python run with such arguments during the block.

    :param str name: The process's name, which is that of its log, too.
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
