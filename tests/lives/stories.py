"""Lives that broke a promise: shortened, and grouped by promise and form."""

from dataclasses import dataclass, field

from .shorten import Budget, make_plain, shorten

TRIES = 20  # lives that may be run to shorten one
PLAIN_ORDER = {
    "discount": 0,
    "postage": 0,
    "pickup": False,
    "currency": "EUR",
    "company": "first",
    "steps": "ship_only",
    "business": False,
    "rule": "on_payment",
}
PLAIN_LINE = {
    "tax": "none",
    "price": 50.0,
    "quantity": 2,
    "kind": "goods",
    "policy": "order",
}
PLAIN = {**PLAIN_ORDER, "lines": [PLAIN_LINE]}


@dataclass
class Finding:
    """A promise, the shortest life that breaks it, and all other lives that do so."""

    promise: str
    story: dict
    seeds: list = field(default_factory=list)

    @property
    def form(self):
        """The acts without their numbers."""
        return get_form(self.story)

    def explains(self, promise, story):
        """Return whether a longer life breaks the promise by the same acts."""
        return promise == self.promise and is_part(self.form, get_form(story))


def get_form(story):
    return tuple(name for name, _numbers in story["acts"])


def is_part(form, whole):
    """Return whether acts are part of others, in the same order."""
    others = iter(whole)
    return all(name in others for name in form)


def find(findings, stories, live, pool, tell):
    """Add a finding for each promise and shortest form.

    :param dict stories: The stories that broke a promise, by seed.
    :param live: Function that runs a life again.
    :param pool: Executor that shortens several lives at once.
    :param tell: Callback after each story.
    """

    def look_into(seed):
        for promise in stories[seed]["broken"]:
            explain(findings, promise, stories[seed], live).seeds.append(seed)
        tell()

    # Findings of the short ones needn't be searched for in the longer ones.
    by_length = sorted(stories, key=lambda seed: len(stories[seed]["acts"]))
    list(pool.map(look_into, by_length))
    findings.sort(key=lambda it: (it.promise, len(it.form)))


def explain(findings, promise, story, live):
    """Return the finding of a story, possibly a new one."""
    for finding in findings:
        if finding.explains(promise, story):
            return finding
    return merge(findings, Finding(promise, Shortener(live).shorten(story, promise)))


def merge(findings, finding):
    """Add a finding, unless it has turned out to be a known one."""
    for known in findings:
        if known.explains(finding.promise, finding.story):
            return known
    findings.append(finding)
    return finding


class Shortener:
    """Makes a life as short and its order as plain as the same promise allows."""

    def __init__(self, live, tries=TRIES):
        self.live = live
        self.budget = Budget(tries)

    def shorten(self, story, promise):
        """Return the shortest life that still breaks the promise."""
        self.best, self.promise = story, promise
        order = story["order"]
        if self._breaks(PLAIN, story["acts"]):
            order = PLAIN
        acts = shorten(
            story["acts"], lambda some: self._breaks(order, some), self.budget
        )
        lines = shorten(
            order["lines"],
            lambda some: self._breaks({**order, "lines": some}, acts),
            self.budget,
        )
        self._make_plain({**order, "lines": lines}, acts)
        return self.best

    def _make_plain(self, order, acts):
        order = make_plain(
            order, PLAIN_ORDER, lambda other: self._breaks(other, acts), self.budget
        )
        if len(order["lines"]) > 1:
            return
        make_plain(
            order["lines"][0],
            PLAIN_LINE,
            lambda line: self._breaks({**order, "lines": [line]}, acts),
            self.budget,
        )

    def _breaks(self, order, acts):
        if not order["lines"]:
            return False
        story = self.live(order=order, acts=acts)
        if self.promise in story["broken"]:
            self.best = story
        return self.promise in story["broken"]
