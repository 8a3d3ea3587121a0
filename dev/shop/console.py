"""What the set-up says: a line per event, with the time since the start."""

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
    """Write a line; nobody need be there to read it, as when a terminal was closed."""
    with _lock, suppress(OSError):
        stream.write(f"{text}\n")
        stream.flush()


def say_about(topic, text):
    """Print how far something is."""
    minutes, seconds = divmod(int(time.monotonic() - _start), 60)
    say(f"{minutes:3}:{seconds:02}  {topic:<20} {text}")


class Progress:
    """How far one stage is; speaks when it moved and some seconds have passed."""

    interval = 5  # seconds

    def __init__(self, topic):
        self.topic = topic
        self.started = self.spoken = time.monotonic()

    def start(self, text):
        """Say that the stage begins."""
        say_about(self.topic, text)

    def at(self, text):
        """Say how far the stage is, unless it has just spoken."""
        if time.monotonic() - self.spoken >= self.interval:
            self.spoken = time.monotonic()
            say_about(self.topic, text)

    def done(self, text=""):
        """Say that the stage is over and how long it took."""
        seconds = time.monotonic() - self.started
        say_about(self.topic, f"ready after {seconds:.0f} s {text}".rstrip())
