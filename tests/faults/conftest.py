import os
import random

import pytest

from dev.shop.console import say


@pytest.fixture
def chance():
    """Random generator, reproducible by the variable SEED."""
    seed = int(os.environ.get("SEED") or random.randrange(10**6))
    say(f"\nSEED={seed}")
    return random.Random(seed)
