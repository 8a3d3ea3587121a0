"""Replay the orders of a file in a shop, then compare shop and file."""

import argparse
import os
import sys
from functools import partial
from pathlib import Path

from ..shop import layout
from ..shop.console import complain, say
from ..shop.locks import exclusive
from ..shop.shop_database import ShopDatabase
from . import report
from .course import get_horizon, replay
from .ledger import read_ledger
from .matching import make_plan
from .profile import PROFILES
from .reading import read_documents
from .reconciliation import Reconciliation
from .shop import Shop, configure
from .trouble import Trouble

DATABASE = "replay"
MOST_WORKERS = 2  # by default, because the machine may be shared
INTERRUPTED = 130  # exit status of shells for Ctrl-C


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
    parser.add_argument("--profile", choices=PROFILES, default="online-retail")
    parser.add_argument("--database", default=DATABASE, help="where they live")
    parser.add_argument("--config", type=Path, help="Odoo's configuration file")
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
    """Return a number of orders or workers."""
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{number} is below 1")
    return number


def run(arguments):
    """Replay, reconcile, and print the result.

    :return: 0 if shop and file agree and nothing failed.
    """
    profile = PROFILES[arguments.profile]
    documents = read_documents(arguments.orders, profile)
    shop = open_shop(arguments)
    # Workers inherit the lock: it is released when the last one has ended.
    with exclusive(layout.LOCKS / f"replay-{shop.database}", partial(refuse, shop)):
        limit = len(documents) if arguments.limit is None else arguments.limit
        documents = documents[: shop.work(get_horizon, documents, limit)]
        plan = make_plan(documents, profile)
        say(report.describe_file(plan))
        failures = replay(shop, plan, arguments.workers)
        ledger = shop.work(read_ledger)
    return conclude(Reconciliation(plan, ledger), failures)


def refuse(shop):
    """Refuse a second replay in the same database.

    :raise Trouble: Always.
    """
    raise Trouble(f"Another replay is at work in {shop.database}")


def open_shop(arguments):
    """Return the checkout's own shop, or that of a configuration file."""
    if not arguments.config:
        # Without demo orders, whose amounts would be in another currency.
        ShopDatabase(arguments.database, flavour="test").complete()
    configure(arguments.database, arguments.config, arguments.log_level)
    return Shop(arguments.database)


def conclude(reconciliation, failures):
    """Print the result.

    :return: The exit status.
    """
    differences = reconciliation.get_differences()
    currency = reconciliation.plan.profile.currency
    say(f"\n{report.draw_table(f'Amounts in {currency}', reconciliation.get_rows())}")
    say(f"\n{report.draw_table('Stages', reconciliation.get_stage_rows())}")
    if failures:
        say(f"\n{len(failures)} failures")
        for number, reason in failures:
            say(f"{number}: {reason}")
    if differences:
        say("\n".join(["", f"{len(differences)} differences", *differences]))
    else:
        say("\nShop and file agree to the cent.")
    return 1 if failures or differences else 0


if __name__ == "__main__":
    sys.exit(main())
