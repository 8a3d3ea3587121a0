"""Programs that people wait for, and their end with all that they started."""

import ctypes
import os
import signal
import subprocess
import time
from contextlib import contextmanager, suppress
from pathlib import Path

from . import layout
from .environment import get_environment
from .processes import die_with_parent, signal_group

PR_SET_CHILD_SUBREAPER = 36
LONGEST_FAREWELL = 15  # seconds
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def end_like_ctrl_c():
    """Treat the end of the terminal or a polite kill as Ctrl-C."""
    for number in SIGNALS:
        signal.signal(number, signal.default_int_handler)


@contextmanager
def undisturbed():
    """Let nobody interrupt the block."""
    handlers = [signal.signal(number, signal.SIG_IGN) for number in SIGNALS]
    try:
        yield
    finally:
        for number, handler in zip(SIGNALS, handlers, strict=True):
            signal.signal(number, handler)


@contextmanager
def started(command, **options):
    """Have a program run during the block; afterwards nothing of it is left."""
    adopt_orphans()
    known = get_children()
    defaults = {"cwd": layout.ROOT, "env": get_environment(), "start_new_session": True}
    process = subprocess.Popen(die_with_parent(command), **{**defaults, **options})
    try:
        yield process
    finally:
        with undisturbed():
            end(process)
            kill_children(known)


def run(command, **options):
    """Run a program to its end.

    :return: Its exit status.
    """
    with started(command, **options) as process:
        return process.wait()


def run_interactive(command):
    """Run a program that talks to the person at the terminal: Ctrl-C is meant for it.

    :return: Its exit status.
    """
    with started(command, start_new_session=False) as process, undisturbed():
        return process.wait()


def end(process):
    """Ask a program to end, and insist after a while."""
    if process.poll() is None:
        signal_group(process.pid, signal.SIGINT)
        with suppress(subprocess.TimeoutExpired):
            process.wait(LONGEST_FAREWELL)
    signal_group(process.pid, signal.SIGKILL)
    process.kill()
    process.wait()


def adopt_orphans():
    """Become the parent of programs whose own parent ends, so that we find them."""
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def kill_children(spared):
    """Kill what a program left behind; what that left behind becomes ours in turn.

    :param set spared: The children that live on.
    """
    while victims := get_children() - spared:
        for pid in victims:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
            with suppress(ChildProcessError):
                os.waitpid(pid, os.WNOHANG)
        time.sleep(0.02)


def get_children():
    """Return our children, the dead ones that nobody has missed yet, too."""
    return {
        int(folder.name)
        for folder in Path("/proc").glob("[0-9]*")
        if get_parent(folder) == os.getpid()
    }


def get_parent(folder):
    """Return a process's parent, or None if it has gone meanwhile."""
    with suppress(OSError):
        return int((folder / "stat").read_text().rpartition(")")[2].split()[1])
    return None
