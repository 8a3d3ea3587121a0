import itertools

import pytest

from dev.shop.api import database

from .command import Replay

numbers = itertools.count()


@pytest.fixture
def replay():
    """A fresh database."""
    with database(f"test_replay_{next(numbers)}") as name:
        yield Replay(name)
