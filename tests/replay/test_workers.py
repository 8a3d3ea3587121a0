"""The replay's workers: how work is shared, and what happens if one dies."""

import os

import pytest

from dev.replay.trouble import Trouble
from dev.replay.workers import Workers


class Shop:
    """A shop without a database."""

    def disconnect(self):
        pass


def work(_shop, facilities, portion):
    """Fail for everything beyond the limit of the facilities."""
    return [item for item in portion if item > facilities]


def die(_shop, _facilities, _portion):
    os._exit(1)


def run(method, portions):
    told = []
    with Workers(Shop(), 3, count=2) as workers:
        failures = workers.run(method, portions, told.append)
    return sorted(failures), sum(told)


def test_everything_is_done_once_and_failures_are_gathered():
    assert run(work, [[1, 2], [3, 4], [5], [6, 1, 2]]) == ([4, 5, 6], 8)


def test_nothing_to_do_is_no_problem():
    assert run(work, []) == ([], 0)


def test_the_death_of_a_worker_is_told():
    with pytest.raises(Trouble, match="A worker has died"):
        run(die, [[1]])


def test_workers_end_with_the_block():
    with Workers(Shop(), 3, count=2) as workers:
        processes = workers.processes

    assert [process.exitcode for process in processes] == [-9, -9]
