"""The command line."""

import errno
import os
import sys

from . import commands, foreground, layout
from .console import complain
from .problem import Problem
from .processes import Stopped

INTERRUPTED = 130  # the shells' exit status for Ctrl-C


def main():
    """Run the command; turn every failure into one line.

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
    """Return what the machine refused, and how to mend it, in one line."""
    if error.errno == errno.ENOSPC:
        return "The disk is full. Free some space, then run make again"
    return f"{error}. Mend that, then run make again"
