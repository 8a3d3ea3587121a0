"""The command line."""

import argparse
import errno
import os

from . import commands, foreground, layout
from .console import complain
from .problem import Problem
from .processes import Stopped

INTERRUPTED = 130  # the shells' exit status for Ctrl-C


def main():
    """Run the command; turn every failure into one line.

    :return: The exit status.
    """
    arguments = get_parser().parse_args()
    foreground.end_like_ctrl_c()
    os.chdir(layout.ROOT)
    try:
        return arguments.run(arguments) or 0
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


def get_parser():
    """Return the parser: each command is a function in `commands`."""
    parser = argparse.ArgumentParser(prog="python3 -m dev.shop", description=__doc__)
    subparsers = parser.add_subparsers(required=True, metavar="COMMAND")
    for command in commands.ALL:
        subparser = subparsers.add_parser(
            command.__name__.replace("_", "-"), help=command.__doc__
        )
        subparser.set_defaults(run=command)
        for flags, options in getattr(command, "arguments", []):
            subparser.add_argument(*flags, **options)
    return parser
