"""Shortening: the rest fails for the same reason, and nothing can be left out."""

from hypothesis import given
from hypothesis import strategies as st

from .shorten import Budget, make_plain, shorten
from .stories import Finding, is_part

PLENTY = 10_000


@given(st.lists(st.integers(), max_size=20, unique=True), st.data())
def test_exactly_what_is_needed_is_left(items, data):
    needed = data.draw(st.sets(st.sampled_from(items))) if items else set()

    left = shorten(items, lambda some: needed <= set(some), Budget(PLENTY))

    assert left == [item for item in items if item in needed]


@given(st.lists(st.integers(0, 9), max_size=20), st.integers(0, 30))
def test_what_is_left_always_fails_whatever_the_budget(items, tries):
    def fails(some):
        return sum(some) * 2 >= sum(items)

    assert fails(shorten(items, fails, Budget(tries)))


def test_no_more_is_tried_than_the_budget_allows():
    tried = []

    shorten(list(range(50)), lambda some: tried.append(some) or False, Budget(7))

    assert len(tried) == 7


def test_values_that_do_not_matter_become_plain():
    values = {"business": True, "steps": "pick_ship"}
    plain = {"business": False, "steps": "ship_only"}

    plainer = make_plain(values, plain, lambda some: some["business"], Budget(PLENTY))

    assert plainer == {"business": True, "steps": "ship_only"}


def test_a_longer_life_of_the_same_acts_is_explained():
    finding = Finding("promise", {"acts": [["pay", []], ["refund", []]]})

    longer = {"acts": [["pay", []], ["ship", []], ["refund", [1]]]}

    assert finding.explains("promise", longer)
    assert not finding.explains("another promise", longer)


def test_acts_in_another_order_are_no_part():
    assert not is_part(("refund", "pay"), ("pay", "refund"))
