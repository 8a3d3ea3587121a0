"""How far the replay is: a bar on a terminal, now and then a line elsewhere."""

import sys
import time

WIDTH = 30
SECONDS_BETWEEN_LINES = 15


class Progress:
    """A bar with count, speed and the time that is left."""

    def __init__(self, title, total, stream=sys.stderr):
        self.title = title
        self.total = total
        self.stream = stream
        self.count = 0
        self.started = self.shown = time.monotonic()

    def __enter__(self):
        self._show("\r" if self.stream.isatty() else "\n")
        return self

    def __exit__(self, *error):
        self._show("\n")

    def step(self):
        """Note that one more is done."""
        self.count += 1
        now = time.monotonic()
        if self.stream.isatty():
            self._show("\r")
        elif now - self.shown >= SECONDS_BETWEEN_LINES:
            self._show("\n")

    def _show(self, end):
        self.shown = time.monotonic()
        self.stream.write(f"{self}{end}")
        self.stream.flush()

    def __str__(self):
        share = self.count / self.total if self.total else 1
        seconds = max(time.monotonic() - self.started, 0.001)
        left = seconds / self.count * (self.total - self.count) if self.count else 0
        minutes, seconds_left = divmod(int(left), 60)
        bar = ("█" * round(share * WIDTH)).ljust(WIDTH, "░")
        return (
            f"{self.title:<8} {bar} {self.count:>5}/{self.total} "
            f"{self.count / seconds:5.1f}/s {minutes:3}:{seconds_left:02} left"
        )
