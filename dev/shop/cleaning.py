"""Removing what the set-up made."""

import fcntl

from . import cluster, layout
from .console import say
from .locks import try_lock
from .problem import Problem
from .stages import remove


def clean_up():
    """Remove all files.

    :raise Problem: If somebody uses them.
    """
    layout.LOCKS.mkdir(parents=True, exist_ok=True)
    with cluster.USERS_LOCK.open("a") as users:
        if not try_lock(users, fcntl.LOCK_EX):
            raise Problem("The shop is in use", "End what uses it, then run make clean")
        cluster.stop()
        remove(layout.HOME)
        remove(layout.NODE_MODULES)
    say("Everything that the set-up made is gone; Debian packages stay.")
