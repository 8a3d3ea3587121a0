"""Let the orders of a file live their lives in a shop, then compare shop and file."""

import argparse
import os
import sys
from pathlib import Path

from odoo.tools import config

from ..shop.console import complain, say
from . import report
from .course import get_horizon, replay
from .database import ReplayDatabase
from .ledger import read_ledger
from .locks import only_replay
from .matching import make_plan
from .reading import read_documents, write_rejects
from .reconciliation import Reconciliation
from .shop import Shop, configure
from .trouble import Trouble

DATABASE = "replay"
MOST_WORKERS = 2  # by default: the machine may have others to serve
INTERRUPTED = 130  # the shells' exit status for Ctrl-C


def main():
    """Run the command.

    :return: The exit status.
    """
    arguments = get_parser().parse_args()
    try:
        return run(arguments)
    except Trouble as trouble:
        complain(f"Stopped: {trouble}")
        return 2
    except KeyboardInterrupt:
        complain("\nInterrupted; run again to go on.")
        return INTERRUPTED


def get_parser():
    parser = argparse.ArgumentParser(prog="python -m dev.replay", description=__doc__)
    parser.add_argument("orders", type=Path, help="CSV file of orders")
    parser.add_argument("--limit", type=count, help="only the file's first invoices")
    parser.add_argument("--database", default=DATABASE, help="where they live")
    parser.add_argument("--config", type=Path, help="Odoo's configuration file")
    parser.add_argument("--rejects", type=Path, help="file for what is no order")
    parser.add_argument(
        "--workers",
        type=count,
        default=min(MOST_WORKERS, os.cpu_count() or 1),
        help="how many orders live at the same time",
    )
    parser.add_argument(
        "--log-level", default="critical", help="info: see where orders fail"
    )
    return parser


def count(text):
    """Read a number of orders or workers."""
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{number} is below 1")
    return number


def run(arguments):
    """Replay, reconcile, and say what came of it.

    :return: 0 if shop and file agree and nothing failed.
    """
    documents = read_documents(arguments.orders)
    shop = open_shop(arguments)
    with only_replay(shop):
        limit = len(documents) if arguments.limit is None else arguments.limit
        documents = documents[: shop.work(get_horizon, documents, limit)]
        plan = make_plan(documents)
        path = arguments.rejects or get_rejects_path(shop)
        say(report.describe_file(plan, write_rejects(path, documents), path))
        say(f"Preparing the shop for {report.describe_demand(plan)}")
        failures = replay(shop, plan, arguments.workers)
        ledger = shop.work(read_ledger, shop.has_flow)
    return conclude(Reconciliation(plan, ledger), failures)


def open_shop(arguments):
    """Return the shop: the checkout's own, or that of a configuration file."""
    if not arguments.config:
        ReplayDatabase(arguments.database).complete()
    configure(arguments.database, arguments.config, arguments.log_level)
    return Shop(arguments.database)


def get_rejects_path(shop):
    """Return where the rejects go if nobody says otherwise: to Odoo's own data."""
    return Path(config["data_dir"]) / f"{shop.database}-rejects.csv"


def conclude(reconciliation, failures):
    """Say what came of it.

    :return: The exit status.
    """
    differences = reconciliation.get_differences()
    say(f"\n{report.draw_table('Amounts in GBP', reconciliation.get_rows())}")
    say(f"\n{report.draw_table('Stages', reconciliation.get_stage_rows())}")
    if failures:
        say(f"\n{len(failures)} failures\n{report.list_failures(failures)}")
    if differences:
        say(f"\n{len(differences)} differences\n{report.list_differences(differences)}")
    else:
        say("\nShop and file agree to the cent.")
    return 1 if failures or differences else 0


if __name__ == "__main__":
    sys.exit(main())
