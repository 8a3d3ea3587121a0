"""Foreground programs, which end with all their children."""

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
    """Treat the end of the terminal or a SIGTERM like Ctrl-C."""
    for number in SIGNALS:
        signal.signal(number, signal.default_int_handler)


@contextmanager
def undisturbed():
    """Ignore interruptions during the block."""
    handlers = [signal.signal(number, signal.SIG_IGN) for number in SIGNALS]
    try:
        yield
    finally:
        for number, handler in zip(SIGNALS, handlers, strict=True):
            signal.signal(number, handler)


@contextmanager
def started(command, **options):
    """Run a program during the block; it is ended with all its children."""
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
    """Run an interactive program, which handles Ctrl-C itself.

    :return: Its exit status.
    """
    with started(command, start_new_session=False) as process, undisturbed():
        return process.wait()


def end(process):
    """End a program, by force after a while."""
    if process.poll() is None:
        signal_group(process.pid, signal.SIGINT)
        with suppress(subprocess.TimeoutExpired):
            process.wait(LONGEST_FAREWELL)
    signal_group(process.pid, signal.SIGKILL)
    process.kill()
    process.wait()


def adopt_orphans():
    """Become the parent of orphaned children, so that they can be found."""
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def kill_children(spared):
    """Kill the children left by a program; their own children then become ours.

    :param set spared: The children to keep.
    """
    while victims := get_children() - spared:
        for pid in victims:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
            with suppress(ChildProcessError):
                os.waitpid(pid, os.WNOHANG)
        time.sleep(0.02)


def get_children():
    """Return our children, including dead ones not waited for."""
    return {
        int(folder.name)
        for folder in Path("/proc").glob("[0-9]*")
        if get_parent(folder) == os.getpid()
    }


def get_parent(folder):
    """Return a process's parent, or None if it has ended."""
    with suppress(OSError):
        return int((folder / "stat").read_text().rpartition(")")[2].split()[1])
    return None
