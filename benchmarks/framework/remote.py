"""Objects in other processes."""

import multiprocessing
import signal
import traceback
from contextlib import contextmanager


class RemoteError(Exception):
    """The other process failed; contains its traceback."""


class Remote:
    """The handle of an object in another process."""

    def __init__(self, process, connection):
        self._process = process
        self._connection = connection

    def call(self, method, *arguments):
        """Call a method of the object and return what it returns."""
        self.begin(method, *arguments)
        return self.receive()

    def begin(self, method, *arguments):
        """Call a method of the object; its result is received later."""
        self._connection.send((method, arguments))

    def receive(self):
        """Return the result from the other process.

        :raise RemoteError: If it has failed or died.
        """
        try:
            error, result = self._connection.recv()
        except EOFError:
            self._process.join()
            status = self._process.exitcode
            raise RemoteError(f"The process ended with {status}") from None
        if error:
            raise RemoteError(error)
        return result


@contextmanager
def remote(factory, *arguments):
    """Create an object in another process during the block.

    :param factory: A class or function on the top level of a module.
    """
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(
        target=_serve, args=(theirs, factory, arguments), daemon=True
    )
    process.start()
    theirs.close()
    handle = Remote(process, ours)
    try:
        handle.receive()
        yield handle
    finally:
        ours.close()
        process.join(timeout=5)
        process.kill()
        process.join()


def _serve(connection, factory, arguments):
    """Create the object and call its methods until the connection is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is handled by the other side.
    served = None

    def make():
        nonlocal served
        served = factory(*arguments)

    _report(connection, make)
    while served is not None:
        try:
            method, arguments = connection.recv()
        except EOFError:
            return
        _report(connection, getattr(served, method), *arguments)


def _report(connection, function, *arguments):
    """Call a function and report its result or its failure."""
    try:
        result = function(*arguments)
    except Exception:  # noqa: BLE001 it is raised again on the other side
        connection.send((traceback.format_exc(), None))
    else:
        connection.send((None, result))
