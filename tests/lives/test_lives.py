"""Lives of orders keep all promises: those that once broke one, and random ones."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from . import players
from .named import LIVES
from .report import describe_acts, describe_order

pytestmark = pytest.mark.slow

WORKERS = 2
RANDOM_LIVES = 30


@pytest.fixture(scope="module")
def stories():
    """What came of all lives, by name or seed; several are led at once."""
    lives = {**LIVES, **{seed: {"seed": seed} for seed in range(RANDOM_LIVES)}}
    with players.several_hired(WORKERS) as free, ThreadPoolExecutor(WORKERS) as pool:
        told = pool.map(lambda life: players.live(free, **life), lives.values())
        return dict(zip(lives, told, strict=True))


@pytest.mark.parametrize("name", LIVES)
def test_named_life_keeps_all_promises(stories, name):
    check(stories[name])
    happened = [act for act, _numbers in stories[name]["acts"]]
    assert happened == [act for act, _numbers in LIVES[name]["acts"]]


@pytest.mark.parametrize("seed", range(RANDOM_LIVES))
def test_random_life_keeps_all_promises(stories, seed):
    check(stories[seed])


def check(story):
    """Have a readable message of what a life came to."""
    told = "\n".join(
        [describe_order(story["order"]), describe_acts(story), *story["history"]]
    )
    assert story["broken"] == {}, told
