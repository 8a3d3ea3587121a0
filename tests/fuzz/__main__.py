"""``make fuzz N=20000``: sends generated requests to all pages of ours."""

import argparse

from tqdm import tqdm

from dev.shop import layout
from dev.shop.console import say

from . import shop
from .campaign import Campaign
from .generator import PAGES
from .report import format_report

REPORT = layout.HOME / "fuzz.txt"
COUNT = 20_000


def main():
    """Send the requests.

    :return: The exit status: whether a promise was broken.
    """
    options = parse_options()
    pages = [page for page in PAGES if page.name.endswith(options.only)]
    say(f"Seed {options.seed}, {options.count} requests from {options.first}")
    with shop.opened() as it:
        campaign = Campaign(it, options.seed, pages)
        numbers = campaign.send(options.first, options.count)
        with tqdm(numbers, total=options.count) as bar:
            for _number in bar:
                bar.set_postfix(broken=len(campaign.findings), refresh=False)
        text = format_report(campaign)
    REPORT.write_text(text + "\n")
    say(text)
    return bool(campaign.findings or campaign.wrong_quantities)


def parse_options():
    parser = argparse.ArgumentParser(prog="make fuzz", description=__doc__)
    parser.add_argument("count", type=int, nargs="?", default=COUNT)
    parser.add_argument("--first", type=int, default=0, help="first request's number")
    parser.add_argument("--seed", type=int, default=1, help="of other requests")
    parser.add_argument("--only", default="", help="end of the pages' names")
    return parser.parse_args()


if __name__ == "__main__":
    raise SystemExit(main())
