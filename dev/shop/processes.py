"""Starting other programs so that none of them outlives us."""

import os
import signal
import subprocess
import threading
from contextlib import contextmanager, suppress

from . import layout
from .environment import get_environment
from .problem import Problem

WRAPPERS = ("sudo", "env")
_running = {}  # each process with whether it may be killed
_lock = threading.Lock()
_stopping = threading.Event()


class Stopped(Exception):
    """We were told to stop while a program was running."""


def die_with_parent(command, signal_name="KILL"):
    """Return the command with the wish to end when the thread that starts it does."""
    return ["setpriv", "--pdeathsig", signal_name, "--", *map(str, command)]


def run_logged(command, log, *, on_line=None, may_die=True, **options):
    """Run a program; its output goes to the log file and, line by line, to `on_line`.

    :param pathlib.Path log: The log file; lines are added at its end.
    :param on_line: A function of one line.
    :param bool may_die: Whether the program may be killed when we are.
    :raise Problem: If the program fails.
    """
    options.setdefault("env", get_environment())
    options.setdefault("cwd", layout.ROOT)
    options["env"] = {**options["env"], "TMPDIR": get_temporary_folder()}
    last_lines = []
    with log.open("a") as file, started(command, may_die, **options) as process:
        for line in process.stdout:
            file.write(line)
            file.flush()
            last_lines = [*last_lines[-20:], line.strip()]
            if on_line:
                on_line(line.rstrip("\n"))
    if process.returncode:
        raise_failure(command, last_lines, log)


def get_temporary_folder():
    """Return where programs leave their litter when they are killed."""
    layout.TEMPORARY.mkdir(parents=True, exist_ok=True)
    return str(layout.TEMPORARY)


@contextmanager
def started(command, may_die=True, **options):
    """Start a program in a session of its own and wait for its end."""
    if _stopping.is_set():
        raise Stopped
    process = subprocess.Popen(
        die_with_parent(command) if may_die else list(map(str, command)),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        start_new_session=True,
        **options,
    )
    with _lock:
        _running[process] = may_die
    try:
        yield process
        process.wait()
    finally:
        with _lock:
            del _running[process]
    if _stopping.is_set():
        raise Stopped


def ask(command, **options):
    """Run a short program quietly; return its result, whatever it is."""
    return subprocess.run(
        list(map(str, command)), capture_output=True, text=True, check=False, **options
    )


def stop_all():
    """End every program that runs, and let no other start.

    Those that must not be killed are asked; they end when they can.
    """
    _stopping.set()
    with _lock:
        for process, may_die in _running.items():
            if may_die:
                signal_group(process.pid, signal.SIGKILL)
            else:
                ask_to_end(process)


def ask_to_end(process):
    """Send Ctrl-C to a program, if we may."""
    with suppress(ProcessLookupError, PermissionError):
        process.send_signal(signal.SIGINT)


def signal_group(pid, number):
    """Send a signal to a process group, if it is still there and ours."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, number)


def raise_failure(command, lines, log):
    """Turn a program's failure into one line.

    :raise Problem: Always.
    """
    text = " | ".join(lines)
    name = get_name(command)
    where = f"The whole story is in {log.relative_to(layout.ROOT)}"
    if "No space left on device" in text:
        raise Problem("The disk is full", "Free some space, then run make again")
    raise Problem(f"{name} failed: {get_reason(lines)}", where)


def get_name(command):
    """Return the name of the program that a command is about."""
    words = [str(word) for word in command]
    names = [w for w in words if w not in WRAPPERS and w[0] != "-" and "=" not in w]
    return os.path.basename(names[0])


def get_reason(lines):
    """Return the line that tells most about a failure."""
    of_apt = [line for line in lines if line.startswith("E: ")]
    if of_apt:
        return of_apt[0]  # the others follow from it
    of_pip = [line for line in lines if line.startswith(("ERROR", "error"))]
    return (of_pip or [line for line in lines if line] or ["it said nothing"])[-1]
