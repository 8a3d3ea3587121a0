"""Locks between processes, which are released with their process."""

import fcntl
from contextlib import contextmanager


@contextmanager
def exclusive(path, waiting=None):
    """Hold the lock exclusively; `waiting` is called if another process has it.

    :param pathlib.Path path: The lock's file.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a") as file:
        if not try_lock(file):
            if waiting:
                waiting()
            fcntl.flock(file, fcntl.LOCK_EX)
        yield file


def try_lock(file):
    """Take the lock exclusively if it is free.

    :return: Whether it was free.
    """
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
