"""Bank file imports that are killed, or collide: each line is booked once."""

import time

import pytest

from dev.shop.api import database, run_sql

from . import assistant, workers
from .scale import scaled

pytestmark = pytest.mark.slow

LINES = 150
KILLS = scaled(6)
WORKERS = 2  # at the same time
# Seconds until a worker is killed: too short to finish the import.
SHORTEST_LIFE = 0.2
LONGEST_LIFE = 1.2
COUNTS = "SELECT COUNT(*), COUNT(DISTINCT import_key) FROM account_bank_statement_line"


@pytest.fixture
def name():
    with database("test_import") as name:
        with assistant.hired(name) as helper:
            helper.do("open_account")
        yield name


def count_lines(name):
    (counts,) = run_sql(COUNTS, name)
    return [int(count) for count in counts.split("|")]


def kill_at_work(name, lives):
    with workers.hired(name, len(lives)) as people:
        for worker in people:
            worker.do("say_hello")
        for worker in people:
            worker.begin("import_file", count=LINES)
        for worker, life in zip(people, sorted(lives), strict=True):
            time.sleep(life)
            worker.process.kill()


def test_killed_at_any_moment_each_line_is_booked_once(name, chance):
    for _life in range(KILLS // WORKERS):
        lives = [chance.uniform(SHORTEST_LIFE, LONGEST_LIFE) for _ in range(WORKERS)]
        kill_at_work(name, lives)
        # The whole file, or nothing.
        assert count_lines(name) in ([0, 0], [LINES, LINES])

    with assistant.hired(name) as helper:
        helper.do("import_file", count=LINES)

    assert count_lines(name) == [LINES, LINES]


def test_two_imports_at_the_same_moment_book_once(name):
    with workers.hired(name, WORKERS) as people:
        for worker in people:
            worker.do("say_hello")
        for worker in people:
            worker.begin("import_file", count=LINES)
        results = sorted(worker.finish() for worker in people)

    assert results == [["imported"] * LINES, ["known"] * LINES]
    assert count_lines(name) == [LINES, LINES]
