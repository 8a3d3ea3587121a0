"""Samples, and the figure computed from them."""

from dataclasses import asdict, dataclass
from statistics import median, quantiles

SECONDS = "s"
RECORDS_PER_SECOND = "records/s"
MEGABYTES = "MB"


@dataclass
class Sample:
    """The measurement of one side in one round."""

    seconds: float
    cpu_seconds: float = 0.0  # of Python and PostgreSQL
    records: int = 0
    megabytes: float = 0.0

    def get_value(self, unit):
        """Return the sample in the figure's unit."""
        if unit == MEGABYTES:
            return self.megabytes
        return self.seconds if unit == SECONDS else self.records / self.seconds


@dataclass
class Figure:
    """The result of a benchmark.

    `ours` and `theirs` are the medians of all rounds. `ratio` is the median of ours /
    theirs in each round, and `spread` the distance between the quartiles of these
    ratios, as a part of their median.
    """

    name: str
    ours: float
    theirs: float
    unit: str
    ratio: float
    spread: float
    rounds: int

    def as_dict(self):
        """Return the figure as in the results' file."""
        return {
            key: round(value, 4) if isinstance(value, float) else value
            for key, value in asdict(self).items()
        }


def get_figure(name, unit, rounds):
    """Return the figure of rounds, each a pair of samples: ours and theirs."""
    ours, theirs = zip(
        *((our.get_value(unit), their.get_value(unit)) for our, their in rounds),
        strict=True,
    )
    ratios = [our / their for our, their in zip(ours, theirs, strict=True)]
    return Figure(
        name=name,
        ours=median(ours),
        theirs=median(theirs),
        unit=unit,
        ratio=median(ratios),
        spread=get_spread(ratios),
        rounds=len(rounds),
    )


def get_spread(values):
    """Return the distance between the quartiles, as a part of the median."""
    if len(values) < 2:
        return 0.0
    first, middle, third = quantiles(values, n=4, method="inclusive")
    return (third - first) / middle


def get_uncertainty(figure):
    """Return the relative uncertainty of the median of the ratios.

    This is half the notch of a box plot: the medians of two runs differ by more in
    about one of twenty cases only.
    """
    return 1.57 * figure.spread / figure.rounds**0.5


def get_cpu_ratio(rounds):
    """Return the median of the rounds' ratios of CPU time, if measured."""
    if not all(sample.cpu_seconds for pair in rounds for sample in pair):
        return None
    return median(our.cpu_seconds / their.cpu_seconds for our, their in rounds)
