"""Run the provider until it is killed: `python -m tests.provider_stub --port P`."""

import argparse
import tempfile
from pathlib import Path

from .books import Books
from .moods import Moods
from .server import serve


def main():
    """Serve with the options of the command line."""
    options = parse()
    books = Books(options.file or Path(tempfile.mkdtemp()) / "refunds.jsonl")
    serve(options, books, Moods(books, options.trouble, options.seed))


def parse():
    """Return the options of the command line."""
    parser = argparse.ArgumentParser(prog="tests.provider_stub", description=__doc__)
    yes_or_no = argparse.BooleanOptionalAction
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument(
        "--latency", type=int, default=0, metavar="MS", help="of each answer"
    )
    parser.add_argument(
        "--ask", action=yes_or_no, default=True, help="tell the refunds of a payment"
    )
    parser.add_argument(
        "--keys",
        action=yes_or_no,
        default=True,
        help="answer a request with a known key as the first time",
    )
    parser.add_argument(
        "--file", type=Path, help="of what was accepted; otherwise it begins anew"
    )
    parser.add_argument(
        "--trouble",
        type=int,
        default=0,
        metavar="PERCENT",
        help="how many requests don't get the answer that they should",
    )
    parser.add_argument("--seed", default="", help="another one, other troubles")
    return parser.parse_args()


if __name__ == "__main__":
    main()
