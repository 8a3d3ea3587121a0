"""A comparison of two sides that take turns."""

import os
import time

from .figures import (
    RECORDS_PER_SECOND,
    SECONDS,
    get_cpu_ratio,
    get_figure,
    get_uncertainty,
)
from .sides import open_sides


class Comparison:
    """A benchmark. Subclasses set the sides and describe the comparison.

    :cvar name: Name of the figure and of the module.
    :cvar title: The comparison, in half a sentence.
    :cvar rounds: The minimum number of rounds; on a busy machine there are more, until
        the ratio is known by `precision` or `patience`, in seconds, is over.
    :cvar limit: The target of the ratio, if any: the maximum, or the minimum if it is a
        speed.
    :cvar most_seconds: The maximum time of our side, if the time itself is limited and
        not the ratio.
    """

    name = None
    title = None
    unit = SECONDS
    ours = theirs = None
    warm_up = 2
    rounds = 11
    patience = 300
    precision = 0.03
    limit = None
    most_seconds = None

    def open_sides(self):
        """Set up both sides, and yield the functions that run a round of each."""
        return open_sides(self.ours, self.theirs)

    def measure(self, tell):
        """Run the rounds of both sides in turns.

        :param tell: A function of one line, called after every round.
        :return: The figure and the ratio of CPU times.
        """
        if is_machine_busy():
            tell("the machine is busy with something else: expect a wide spread")
        tell("setting both sides up")
        with self.open_sides() as (ours, theirs):
            for number in range(self.warm_up):
                run_round(number, ours, theirs)
                tell(f"warm-up {number + 1} of {self.warm_up}")
            rounds, started = [], time.monotonic()
            while self.is_another_round_needed(rounds, time.monotonic() - started):
                rounds.append(run_round(len(rounds), ours, theirs))
                tell(f"round {len(rounds):2}: {self.describe(rounds[-1])}")
        return get_figure(self.name, self.unit, rounds), get_cpu_ratio(rounds)

    def is_another_round_needed(self, rounds, seconds):
        """Return whether another round is needed after some rounds and seconds."""
        if len(rounds) < self.rounds or seconds > self.patience:
            return len(rounds) < self.rounds
        figure = get_figure(self.name, self.unit, rounds)
        return get_uncertainty(figure) > self.precision

    def judge(self, figure):
        """Return the verdict about the figure's limit as text."""
        if self.most_seconds:
            verdict = "within" if figure.ours <= self.most_seconds else "OVER"
            return f"{verdict} the limit of {self.most_seconds:g} s"
        if not self.limit:
            return ""
        if self.unit == RECORDS_PER_SECOND:
            verdict = "reaches" if figure.ratio >= self.limit else "BELOW"
        else:
            verdict = "within" if figure.ratio <= self.limit else "OVER"
        return f"{verdict} the limit of {self.limit:.2f}"

    def describe(self, samples):
        """Return the text of a round."""
        ours, theirs = (sample.get_value(self.unit) for sample in samples)
        return (
            f"{ours:8.3f} {self.unit} to {theirs:8.3f} {self.unit}, {ours / theirs:.3f}"
        )


def is_machine_busy():
    """Return whether others leave us less than one processor."""
    return os.getloadavg()[0] > os.cpu_count() - 1


def run_round(number, ours, theirs):
    """Run a round; the sides begin alternately.

    :return: Our sample and theirs.
    """
    if number % 2:
        their_sample = theirs()
        return ours(), their_sample
    return ours(), theirs()
