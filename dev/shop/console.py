"""Output of the setup: a line per event, with the time since the start."""

import sys
import threading
import time
from contextlib import suppress

_start = time.monotonic()
_lock = threading.Lock()


def say(text=""):
    """Print a line."""
    _write(sys.stdout, text)


def complain(text):
    """Print a line for errors."""
    _write(sys.stderr, text)


def _write(stream, text):
    """Write a line; ignore a closed terminal."""
    with _lock, suppress(OSError):
        stream.write(f"{text}\n")
        stream.flush()


def say_about(topic, text):
    """Print the progress of a topic."""
    minutes, seconds = divmod(int(time.monotonic() - _start), 60)
    say(f"{minutes:3}:{seconds:02}  {topic:<20} {text}")
