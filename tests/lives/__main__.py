"""``make lives N=2000``: leads random lives and reports which promises they break."""

import argparse
import os
from concurrent.futures import ThreadPoolExecutor

from tqdm import tqdm

from dev.shop import layout
from dev.shop.console import say

from . import players, report, stories

REPORT = layout.HOME / "lives.txt"
LENGTH = 10  # acts of a life


def main():
    """Lead the lives.

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
    """Lead random lives, several at once; return them by their number."""
    seeds = range(options.first, options.first + options.count)
    with ThreadPoolExecutor(options.workers) as pool, tqdm(total=len(seeds)) as bar:

        def live(seed):
            story = players.live(free, seed=seed, length=options.length)
            bar.update()
            return seed, story

        return dict(pool.map(live, seeds))


def look_into(free, told, broken, options):
    """Shorten what broke a promise, group it, and report what is known so far."""
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
    """Report what is known; what nobody has looked into stands there as it is."""
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
