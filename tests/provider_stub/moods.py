"""The provider's misbehavior, reproducible for the same request and seed."""

import random

# The possible fates of a request, and whether the refund is made nevertheless.
MOODS = {
    "slow": True,
    "twice": True,
    "error_before": False,
    "error_after": True,
    "garbage_before": False,
    "garbage_after": True,
    "wrong_amount": True,
    "drop_before": False,
    "drop_after": True,
    "die_before": False,
    "die_after": True,
    "never": True,
    "later": True,
    "refuse": False,
}
# They take seconds, or a restart.
RARE = ("never", "slow", "die_before", "die_after")
GOOD = "good"


class Moods:
    """Chooses a mood for each request.

    :param Books books: Count the requests.
    :param int percent: The share of requests that are treated badly.
    """

    def __init__(self, books, percent, seed):
        self.books = books
        self.percent = percent
        self.seed = seed

    def choose(self, subject):
        """Return a mood; third requests are always treated well."""
        before = self.books.note_request(subject)
        chance = random.Random(f"{self.seed}:{subject}:{before}")
        if before > 1 or chance.uniform(0, 100) >= self.percent:
            return GOOD
        weights = [1 if mood in RARE else 4 for mood in MOODS]
        return chance.choices(list(MOODS), weights)[0]
