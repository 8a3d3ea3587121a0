"""The command line: ``python -m benchmarks [NAME]``.

Runs all benchmarks or one, prints the figures and writes them to ``results.json``.
"""

import argparse
import importlib
import pkgutil
import sys
from functools import partial
from pathlib import Path

from dev.shop import cluster
from dev.shop.console import complain, say, say_about

from .framework import report
from .framework.remote import RemoteError

INTERRUPTED = 130  # exit status of shells for Ctrl-C


def main():
    """Run the requested benchmarks.

    :return: The exit status.
    """
    names = get_names()
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("name", nargs="?", choices=names, help="run this one only")
    chosen = parser.parse_args().name
    try:
        with cluster.in_use():
            cluster.start()
            run([chosen] if chosen else names)
    except RemoteError as error:
        complain(f"Stopped: a side failed.\n{error}")
        return 1
    except KeyboardInterrupt:
        complain("Interrupted: no results were written.")
        return INTERRUPTED
    return 0


def get_names():
    """Return the names of the benchmarks: the modules in this folder."""
    modules = pkgutil.iter_modules([str(Path(__file__).parent)])
    return [m.name for m in modules if not m.ispkg and m.name != "__main__"]


def run(names):
    """Run benchmarks, print and write their figures."""
    figures, drawings = [], []
    for name in names:
        comparison = importlib.import_module(f"benchmarks.{name}").Benchmark()
        figure, cpu_ratio = comparison.measure(partial(say_about, name))
        figures.append(figure)
        drawings += ["", *report.draw(comparison, figure, cpu_ratio)]
    for line in [*drawings, "", *report.make_table(figures)]:
        say(line)
    report.write(figures)


if __name__ == "__main__":
    sys.exit(main())
