"""Programs of the setup, none of which outlives it."""

import os
import re
import signal
import subprocess
import threading
from contextlib import suppress

from . import layout
from .environment import get_environment
from .problem import Problem

# How pip, PostgreSQL and Python begin the line with the error.
COMPLAINT = re.compile(r"ERROR|error|.* FATAL: |[\w.]+(Error|Exception): ")
WRAPPERS = ("sudo", "env", "setpriv")
_running = {}  # processes, and whether they may be killed
_stopping = threading.Event()


class Stopped(Exception):
    """We were stopped while a program was running."""


def die_with_parent(command, signal_name="KILL"):
    """Return the command with the request to end with the thread that starts it."""
    return ["setpriv", "--pdeathsig", signal_name, "--", *map(str, command)]


def run_logged(command, log, *, may_die=True, env=None, cwd=layout.ROOT):
    """Run a program; its output is appended to the log file.

    :param pathlib.Path log: The log file.
    :param bool may_die: Whether the program may be killed when we are.
    :raise Problem: If the program fails.
    :raise Stopped: If we were stopped.
    """
    if _stopping.is_set():
        raise Stopped
    log.parent.mkdir(parents=True, exist_ok=True)
    layout.TEMPORARY.mkdir(parents=True, exist_ok=True)  # for litter of killed programs
    with log.open("a+", errors="replace") as file:
        start = file.seek(0, os.SEEK_END)
        process = subprocess.Popen(
            die_with_parent(command) if may_die else list(map(str, command)),
            stdin=subprocess.DEVNULL,
            stdout=file,
            stderr=file,
            env={**(env or get_environment()), "TMPDIR": str(layout.TEMPORARY)},
            cwd=cwd,
            start_new_session=True,
        )
        wait_for_end(process, may_die)
        file.seek(start)
        if process.returncode:
            raise_failure(command, file.read().splitlines(), log)


def wait_for_end(process, may_die):
    """Wait until a program has ended, by itself or because we were stopped."""
    _running[process] = may_die
    try:
        if _stopping.is_set():
            stop(process, may_die)
        process.wait()
    finally:
        del _running[process]
    if _stopping.is_set():
        raise Stopped


def ask(command, **options):
    """Run a short program silently; return its result in any case."""
    return subprocess.run(
        list(map(str, command)), capture_output=True, text=True, check=False, **options
    )


def stop_all():
    """Stop all running programs, and prevent further ones."""
    _stopping.set()
    for process, may_die in list(_running.items()):
        stop(process, may_die)


def stop(process, may_die):
    """Kill a program, or interrupt it if it must not be killed."""
    if may_die:
        signal_group(process.pid, signal.SIGKILL)
    else:
        with suppress(ProcessLookupError, PermissionError):
            process.send_signal(signal.SIGINT)


def signal_group(pid, number):
    """Send a signal to a process group, if it still exists and is ours."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, number)


def raise_failure(command, lines, log):
    """Raise a program's failure in one line.

    :raise Problem: Always.
    """
    if "No space left on device" in "".join(lines):
        raise Problem("The disk is full", "Free some space, then run make again")
    where = f"The whole story is in {log.relative_to(layout.ROOT)}"
    raise Problem(f"{get_name(command)} failed: {get_reason(lines)}", where)


def get_name(command):
    """Return the name of the program in a command."""
    words = [str(word) for word in command]
    names = [w for w in words if w not in WRAPPERS and w[0] != "-" and "=" not in w]
    return os.path.basename(names[0])


def get_reason(lines):
    """Return the most telling line about a failure."""
    of_apt = [line for line in lines if line.startswith("E: ")]
    if of_apt:
        return of_apt[0]  # the others are its consequences
    told = [line for line in lines if COMPLAINT.match(line)]
    said = [line.strip() for line in lines if line.strip()]
    return (told or said or ["it said nothing"])[-1]
