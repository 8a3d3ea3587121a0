"""The disk under the checkout."""

import shutil

from . import layout
from .problem import Problem


def ensure_free_space(megabytes):
    """Check that the disk has room for what comes.

    :raise Problem: If it has not.
    """
    free = shutil.disk_usage(layout.ROOT).free // 1024**2
    if free < megabytes:
        raise Problem(
            f"The disk has {free} MB left, but {megabytes} MB are needed",
            "Free some space, then run make again",
        )
