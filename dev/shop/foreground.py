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
KEEPER = b"dev.shop.keeper"


def raise_keyboard_interrupt(_number, _frame):
    """Treat the end of the terminal or a polite kill as Ctrl-C."""
    raise KeyboardInterrupt


def end_like_ctrl_c():
    """Let every wish to end us be treated as Ctrl-C."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, raise_keyboard_interrupt)


@contextmanager
def undisturbed():
    """Let nobody interrupt the block."""
    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    handlers = [signal.signal(number, signal.SIG_IGN) for number in numbers]
    try:
        yield
    finally:
        for number, handler in zip(numbers, handlers, strict=True):
            signal.signal(number, handler)


def adopt_orphans():
    """Become the parent of programs whose own parent ends, so that we find them."""
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


@contextmanager
def started(command, **options):
    """Have a program run during the block; afterwards nothing of it is left."""
    options.setdefault("env", get_environment())
    options.setdefault("cwd", layout.ROOT)
    adopt_orphans()
    known = set(get_descendants(os.getpid()))
    process = subprocess.Popen(
        die_with_parent(command), start_new_session=True, **options
    )
    try:
        yield process
    finally:
        with undisturbed():
            end(process)
            kill_descendants(known)


def run(command, **options):
    """Run a program to its end.

    :return: Its exit status.
    """
    with started(command, **options) as process:
        return process.wait()


def end(process):
    """Ask a program to end, and insist after a while."""
    if process.poll() is None:
        signal_group(process.pid, signal.SIGINT)
        with suppress(subprocess.TimeoutExpired):
            process.wait(LONGEST_FAREWELL)
    signal_group(process.pid, signal.SIGKILL)
    process.wait()


def kill_descendants(spared):
    """Kill what our children left behind, but the database's keeper.

    :param set spared: The processes that live on.
    """
    while victims := set(get_descendants(os.getpid())) - spared:
        for pid in victims:
            kill(pid)
        reap()
        time.sleep(0.02)


def kill(pid):
    """Kill a process that may be gone already."""
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def reap():
    """Forget the children that have ended."""
    with suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            continue


def get_descendants(pid):
    """Return the processes below a process that still run."""
    children = {}
    for folder in Path("/proc").glob("[0-9]*"):
        parent, command = read_process(folder)
        if parent and KEEPER not in command:
            children.setdefault(parent, []).append(int(folder.name))
    found, waiting = [], [pid]
    while waiting:
        below = children.get(waiting.pop(), [])
        found += below
        waiting += below
    return found


def read_process(folder):
    """Return a process's parent and command line; no parent if it has ended."""
    try:
        status = (folder / "stat").read_text().rpartition(")")[2].split()
        command = (folder / "cmdline").read_bytes()
    except OSError:
        return None, b""
    state, parent = status[0], int(status[1])
    return (None if state == "Z" else parent), command


def run_interactive(command):
    """Run a program that talks to the person at the terminal.

    :return: Its exit status.
    """
    process = subprocess.Popen(
        die_with_parent(command), env=get_environment(), cwd=layout.ROOT
    )
    try:
        with undisturbed():  # Ctrl-C is meant for the program
            return process.wait()
    finally:
        end(process)
