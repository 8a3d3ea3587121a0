"""A process inside of Odoo that does what a test asks of it."""

from contextlib import contextmanager
from pathlib import Path

from tests import odoo_process

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
        self.process.tell([name, arguments])

    def finish(self):
        """Wait for what was asked for."""
        return self.process.hear()


@contextmanager
def hired(database, number=0):
    """Have an assistant during the block."""
    name = f"{database}-assistant-{number}"
    with odoo_process.running(name, str(SCRIPT), database) as process:
        yield Assistant(process)
