"""The command line."""

import errno
import os
import sys

from . import commands, foreground, layout
from .console import complain
from .problem import Problem
from .processes import Stopped

INTERRUPTED = 130  # exit status of shells for Ctrl-C


def main():
    """Run the command; print every failure in one line.

    :return: The exit status.
    """
    foreground.end_like_ctrl_c()
    os.chdir(layout.ROOT)
    try:
        name, *words = sys.argv[1:]
        return commands.ALL[name](*words) or 0
    except Problem as problem:
        complain(f"Stopped: {problem}")
    except OSError as error:
        complain(f"Stopped: {describe(error)}")
    except (KeyboardInterrupt, Stopped):
        complain("Interrupted; run make again to go on.")
        return INTERRUPTED
    return 1


def describe(error):
    """Return an operating system error and its remedy in one line."""
    if error.errno == errno.ENOSPC:
        return "The disk is full. Free some space, then run make again"
    return f"{error}. Mend that, then run make again"
