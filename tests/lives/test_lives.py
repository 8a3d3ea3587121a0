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
def stories(request):
    """The outcomes of the lives to test, by name or seed; several are run at once."""
    tests = [it for it in request.session.items if it.module is request.module]
    keys = [key for test in tests for key in test.callspec.params.values()]
    lives = [LIVES.get(key, {"seed": key}) for key in keys]
    with players.several_hired(WORKERS) as free, ThreadPoolExecutor(WORKERS) as pool:
        told = pool.map(lambda life: players.live(free, **life), lives)
        return dict(zip(keys, told, strict=True))


@pytest.mark.parametrize("name", LIVES)
def test_named_life_keeps_all_promises(stories, name):
    check(stories[name])
    happened = [act for act, _numbers in stories[name]["acts"]]
    assert happened == [act for act, _numbers in LIVES[name]["acts"]]


@pytest.mark.parametrize("seed", range(RANDOM_LIVES))
def test_random_life_keeps_all_promises(stories, seed):
    check(stories[seed])


def check(story):
    """Fail with a readable message on the outcome of a life."""
    told = "\n".join(
        [describe_order(story["order"]), describe_acts(story), *story["history"]]
    )
    assert story["broken"] == {}, told
