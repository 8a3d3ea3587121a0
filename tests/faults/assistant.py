"""A process inside Odoo that runs tasks for a test."""

from contextlib import contextmanager
from pathlib import Path

from tests import odoo_process

SCRIPT = Path(__file__).with_name("inside")


class Assistant:
    """Runs tasks for a test; several assistants work at the same time."""

    def __init__(self, process):
        self.process = process

    def do(self, name, **arguments):
        """Run a task and return its result."""
        self.begin(name, **arguments)
        return self.finish()

    def begin(self, name, **arguments):
        """Start a task, without waiting."""
        self.process.tell([name, arguments])

    def finish(self):
        """Wait for the task to finish and return its result."""
        return self.process.hear()


@contextmanager
def hired(database, number=0):
    """Run an assistant during the block."""
    name = f"{database}-assistant-{number}"
    with odoo_process.running(name, str(SCRIPT), database) as process:
        yield Assistant(process)
