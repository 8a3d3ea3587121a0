"""A linter: no blanks at a line's end, one line break at the file's end, no CR."""

import sys
from pathlib import Path

from .console import complain


def main(paths):
    """Check the files; return the exit status."""
    faults = [fault for path in paths for fault in find_faults(Path(path))]
    for fault in faults:
        complain(fault)
    return int(bool(faults))


def find_faults(path):
    """Return what is wrong in a file, a line each."""
    content = path.read_bytes()
    for number, line in enumerate(content.split(b"\n"), start=1):
        if line != line.rstrip():
            yield f"{path}:{number}: blanks or a CR at the end of the line"
    if content and (not content.endswith(b"\n") or content.endswith(b"\n\n")):
        yield f"{path}: does not end with one line break"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
