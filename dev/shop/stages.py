"""Stages of the setup: each is built once, and again if its inputs have changed."""

import hashlib
import os
import shutil
import time
from concurrent.futures import ThreadPoolExecutor, as_completed
from functools import partial

from . import layout, processes
from .console import say_about
from .locks import exclusive
from .problem import Problem


class Stage:
    """A part of the setup with its own result.

    The stamp is written last, so an interrupted stage isn't done.
    """

    name = None  # for files and folders
    title = None  # for output
    announcement = ""  # of the build
    free_space = 700  # megabytes, more than it needs

    def __init__(self, *needs):
        self.needs = needs

    def get_inputs(self):
        """Return the inputs that require another result, as strings."""
        return []

    def is_present(self):
        """Return whether the result of the stamp exists."""
        return True

    def build(self):
        """Build the result; must handle the remains of an interrupted attempt."""
        raise NotImplementedError

    # === THE STAMP === #

    @property
    def stamp(self):
        return layout.STAMPS / self.name

    def get_key(self):
        """Return the stamp of the wanted result."""
        return digest(self.get_inputs())

    def is_done(self):
        """Return whether the wanted result exists."""
        try:
            return self.stamp.read_text() == self.get_key() and self.is_present()
        except OSError:
            return False

    def complete(self):
        """Build the result unless it exists; only one process at a time does so."""
        if self.is_done():
            return
        waiting = partial(say_about, self.title, "waiting for another make to do this")
        with exclusive(layout.LOCKS / self.name, waiting):
            if not self.is_done():
                self._build_and_stamp()

    def _build_and_stamp(self):
        ensure_free_space(self.free_space)
        say_about(self.title, self.announcement)
        start = time.monotonic()
        self.stamp.unlink(missing_ok=True)
        self.build()
        write_atomically(self.stamp, self.get_key())
        say_about(self.title, f"ready after {time.monotonic() - start:.0f} s")


def complete_all(stages):
    """Complete stages, in parallel if they are independent."""
    with ThreadPoolExecutor(max_workers=len(stages)) as pool:
        futures = {}
        for stage in stages:
            awaited = [futures[need] for need in stage.needs if need in futures]
            futures[stage] = pool.submit(_complete_after, awaited, stage)
        try:
            for future in as_completed(futures.values()):
                future.result()
        except BaseException:  # the first failure, or Ctrl-C, ends the others
            processes.stop_all()
            raise


def _complete_after(awaited, stage):
    for future in awaited:
        future.result()
    stage.complete()


def ensure_free_space(megabytes):
    """Check the free space of the disk.

    :raise Problem: If it is insufficient.
    """
    free = shutil.disk_usage(layout.ROOT).free // 1024**2
    if free < megabytes:
        raise Problem(
            f"The disk has {free} MB left, but {megabytes} MB are needed",
            "Free some space, then run make again",
        )


def digest(parts):
    """Return a short fingerprint of strings."""
    return hashlib.sha256("\0".join(map(str, parts)).encode()).hexdigest()[:16]


def write_atomically(path, text):
    """Write a file atomically.

    Others may write it at the same time: the last one counts.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f"{path.name}.{os.getpid()}.partial")
    partial.write_text(text)
    partial.replace(path)


def remove(path):
    """Remove a folder or file, if it exists.

    A folder is renamed first, so that concurrent writers don't interfere.
    """
    if path.is_dir() and not path.is_symlink():
        path.replace(path.with_name(f"{path.name}.{os.getpid()}.removed"))
    else:
        path.unlink(missing_ok=True)
    for doomed in path.parent.glob(f"{path.name}.*.removed"):
        shutil.rmtree(doomed, ignore_errors=True)
