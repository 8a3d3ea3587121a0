"""The set-up's stages: each is done once, again if what went in has changed."""

import hashlib
import os
import shutil
from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, wait

from . import layout, processes
from .console import Progress, say_about
from .disk import ensure_free_space
from .locks import exclusive


class Stage:
    """A part of the set-up with its own result.

    The stamp is written last, so a stage that was interrupted is seen as not done.
    """

    name = None  # of files and folders
    title = None  # for people
    announcement = ""  # what it is about to do
    free_space = 0  # megabytes it needs

    def __init__(self, *needs):
        self.needs = needs

    def get_inputs(self):
        """Return whatever makes another result necessary, as strings."""
        return []

    def is_present(self):
        """Tell whether the result is where the stamp says."""
        return True

    def build(self, progress):
        """Make the result; must cope with the remains of an interrupted attempt."""
        raise NotImplementedError

    def describe(self):
        """Return a remark on the result."""
        return ""

    # === THE STAMP === #

    @property
    def stamp(self):
        return layout.STAMPS / self.name

    def get_key(self):
        """Return what the stamp of the wanted result says."""
        return digest(self.get_inputs())

    def is_done(self):
        """Tell whether the wanted result exists."""
        try:
            return self.stamp.read_text() == self.get_key() and self.is_present()
        except OSError:
            return False

    def complete(self):
        """Make the result unless it exists; only one process at a time does so."""
        if self.is_done():
            return
        with exclusive(layout.LOCKS / self.name, self._say_waiting):
            if not self.is_done():
                self._build_and_stamp()

    def _say_waiting(self):
        say_about(self.title, "waiting for another make that does this, too")

    def _build_and_stamp(self):
        ensure_free_space(self.free_space)
        progress = Progress(self.title)
        progress.start(self.announcement)
        self.stamp.unlink(missing_ok=True)
        self.build(progress)
        write_atomically(self.stamp, self.get_key())
        progress.done(self.describe())


def complete_all(stages):
    """Bring stages to their wanted state, side by side where none needs the other."""
    with ThreadPoolExecutor(max_workers=len(stages) or 1) as pool:
        futures = {}
        for stage in stages:
            awaited = [futures[need] for need in stage.needs if need in futures]
            futures[stage] = pool.submit(_complete_after, awaited, stage)
        raise_first_failure(futures.values())


def _complete_after(awaited, stage):
    for future in awaited:
        future.result()
    stage.complete()


def raise_first_failure(futures):
    """Wait for the end of all; at the first failure end the others."""
    try:
        done, _rest = wait(futures, return_when=FIRST_EXCEPTION)
    except KeyboardInterrupt:
        processes.stop_all()
        raise
    failures = [future.exception() for future in done if future.exception()]
    if failures:
        processes.stop_all()
        raise next(
            (f for f in failures if not isinstance(f, processes.Stopped)), failures[0]
        )


def digest(parts):
    """Return a short fingerprint of strings."""
    return hashlib.sha256("\0".join(map(str, parts)).encode()).hexdigest()[:16]


def write_atomically(path, text):
    """Write a file so that it is there as a whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f"{path.name}.partial")
    partial.write_text(text)
    partial.replace(path)


def remove(path):
    """Remove a folder or file, if it is there.

    A folder gives its name away first, so that none who still writes into it disturbs.
    """
    if path.is_dir() and not path.is_symlink():
        path.replace(path.with_name(f"{path.name}.{os.getpid()}.removed"))
    else:
        path.unlink(missing_ok=True)
    for doomed in path.parent.glob(f"{path.name}.*.removed"):
        shutil.rmtree(doomed, ignore_errors=True)
