"""Lives that broke a promise: shortened, and grouped by promise and form."""

from collections import defaultdict

from .shorten import Budget, make_plain, shorten

TRIES = 40  # lives that may be led to shorten one
PLAIN_ORDER = {
    "discount": 0,
    "postage": 0,
    "currency": "EUR",
    "company": "first",
    "steps": "ship_only",
    "rule": "on_payment",
    "business": False,
}
PLAIN_LINE = {
    "tax": "none",
    "price": 50.0,
    "quantity": 2,
    "kind": "goods",
    "policy": "order",
}


def get_form(acts):
    """Return by which lives are alike: their acts without the numbers."""
    return tuple(name for name, _numbers in acts)


class Shortener:
    """Makes a life as short and its order as plain as the same promise allows."""

    def __init__(self, live, tries=TRIES):
        self.live = live
        self.tries = tries

    def shorten(self, story, promise):
        """Return the shortest life that still breaks the promise."""
        budget = Budget(self.tries)
        best = story

        def breaks(order, acts):
            nonlocal best
            shorter = self.live(order=order, acts=acts)
            if promise in shorter["broken"]:
                best = shorter
            return promise in shorter["broken"]

        order = story["order"]
        acts = shorten(story["acts"], lambda some: breaks(order, some), budget)
        lines = shorten(
            order["lines"],
            lambda some: bool(some) and breaks({**order, "lines": some}, acts),
            budget,
        )
        order = {**order, "lines": lines}
        order = make_plain(
            order, PLAIN_ORDER, lambda other: breaks(other, acts), budget
        )
        if len(lines) == 1:
            make_plain(
                lines[0],
                PLAIN_LINE,
                lambda line: breaks({**order, "lines": [line]}, acts),
                budget,
            )
        return best


def group(stories):
    """Return the stories by promise and form, the plainest of each first."""
    groups = defaultdict(list)
    for story in stories:
        for promise in story["broken"]:
            groups[promise, get_form(story["acts"])].append(story)
    return dict(sorted(groups.items(), key=lambda item: (item[0][0], len(item[0][1]))))
