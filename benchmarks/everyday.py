"""Statements and time of what customers and staff do every day.

The number of statements is exact; the ratio of time is to be read beside that of the
control, on which the addon has no work.
"""

from contextlib import contextmanager
from statistics import median

from .everyday_shop.sides import CountingRunner, WithAddon, WithoutAddon
from .framework.comparison import Comparison, run_round
from .framework.figures import Sample, get_figure
from .framework.sides import open_sides


class Benchmark(Comparison):
    name = "everyday"
    title = "everyday actions, each once, with and without the addon"
    ours = WithAddon
    theirs = WithoutAddon
    warm_up = 2
    rounds = 11

    @contextmanager
    def open_sides(self):
        """Override because each action is measured by itself."""
        with open_sides(self.ours, self.theirs, CountingRunner) as sides:
            yield sides

    def measure(self, tell):
        """Override to tell what each action costs."""
        with self.open_sides() as (ours, theirs):
            for number in range(self.warm_up):
                run_round(number, ours, theirs)
            rounds = [run_round(number, ours, theirs) for number in range(self.rounds)]
        for name in rounds[0][0]:
            tell(describe(name, [(our[name], their[name]) for our, their in rounds]))
        return get_figure(self.name, self.unit, list(map(add_up, rounds))), None


def describe(name, costs):
    """Return the line about an action.

    :param costs: Pairs of costs, ours and theirs.
    """
    ours, theirs = (median(pair[side].statements for pair in costs) for side in (0, 1))
    ratio = median(our.seconds / their.seconds for our, their in costs)
    return (
        f"{name:<28}{ours:5.0f} to {theirs:5.0f} statements ({ours - theirs:+4.0f}), "
        f"time {ratio:.2f}"
    )


def add_up(pair):
    """Return the samples of both sides in a round: the time of all actions."""
    return tuple(Sample(sum(cost.seconds for cost in costs.values())) for costs in pair)
