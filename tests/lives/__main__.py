"""``make lives N=2000``: runs random lives and reports the promises they break."""

import argparse
import os
from concurrent.futures import ThreadPoolExecutor

from tqdm import tqdm

from dev.shop import layout
from dev.shop.console import say

from . import players, report, stories

REPORT = layout.HOME / "lives.txt"
LENGTH = 10  # acts per life


def main():
    """Run the lives.

    :return: The exit status: whether a promise was broken.
    """
    options = parse_options()
    with players.several_hired(options.workers) as free:
        told = lead(free, options)
        broken = {seed: story for seed, story in told.items() if story["broken"]}
        findings = look_into(free, told, broken, options)
    say(report.format_table(findings))
    say(f"{len(broken)} of {len(told)} lives broke a promise: {REPORT}")
    return bool(broken)


def parse_options():
    parser = argparse.ArgumentParser(prog="make lives", description=__doc__)
    parser.add_argument("count", type=int, nargs="?", default=30)
    parser.add_argument("--first", type=int, default=0, help="the first life's number")
    parser.add_argument("--length", type=int, default=LENGTH, help="acts of a life")
    parser.add_argument(
        "--workers", type=int, default=len(os.sched_getaffinity(0)), help="at once"
    )
    return parser.parse_args()


def lead(free, options):
    """Run random lives, several at once; return them by their number.

    Broken promises are reported at once, since that many lives take hours.
    """
    seeds = range(options.first, options.first + options.count)
    told = {}
    with ThreadPoolExecutor(options.workers) as pool, tqdm(total=len(seeds)) as bar:

        def live(seed):
            return seed, players.live(free, seed=seed, length=options.length)

        for seed, story in pool.map(live, seeds):
            told[seed] = story
            bar.update()
            if story["broken"]:
                save([], told)
                bar.set_postfix(broken=sum(bool(it["broken"]) for it in told.values()))
    return told


def look_into(free, told, broken, options):
    """Shorten and group lives that broke promises; report the current findings."""
    bar = tqdm(total=len(broken), desc="shortening")
    findings = []

    def tell():
        bar.update()
        save(findings, told)

    save(findings, told)
    with ThreadPoolExecutor(options.workers) as pool, bar:
        stories.find(
            findings, broken, lambda **life: players.live(free, **life), pool, tell
        )
    return findings


def save(findings, told):
    """Save the report; lives still to be examined are listed as they are."""
    explained = {(it.promise, seed) for it in findings for seed in it.seeds}
    raw = [
        stories.Finding(promise, story, [seed])
        for seed, story in told.items()
        for promise in story["broken"]
        if (promise, seed) not in explained
    ]
    text = report.format_report([*findings, *raw], list(told.values()))
    REPORT.write_text(text + "\n")


if __name__ == "__main__":
    raise SystemExit(main())
