"""The provider stub itself, which other tests rely on."""

from http.client import HTTPException

import pytest

from .books import Books
from .moods import GOOD, MOODS, Moods
from .supervisor import running

WISH = {"amount": 4200, "currency": "EUR", "reference": "R-S1"}
PATH = "payments/S1/refunds"
# With it, no request stays unanswered, which would take long.
SEED = 34


@pytest.fixture
def path(tmp_path):
    return tmp_path / "refunds.jsonl"


def test_same_key_is_answered_as_the_first_time(path):
    with running("--file", path) as provider:
        first = provider.fetch(PATH, WISH, "key")

        assert provider.fetch(PATH, WISH, "key") == first
        assert provider.fetch(PATH, WISH, "another") != first
        assert len(provider.get_refunds()) == 2


def test_without_keys_it_refunds_each_time(path):
    with running("--no-keys", "--file", path) as provider:
        provider.fetch(PATH, WISH, "key")
        provider.fetch(PATH, WISH, "key")

        assert len(provider.get_refunds()) == 2


def test_it_can_be_asked_for_the_refunds_of_a_payment(path):
    with running("--file", path) as provider:
        refund = provider.fetch(PATH, WISH)
        provider.fetch("payments/S2/refunds", WISH)

        assert provider.fetch(PATH) == {"refunds": [refund]}


def test_it_does_not_tell_if_it_can_not_be_asked(path):
    with (
        running("--no-ask", "--file", path) as provider,
        pytest.raises(OSError, match="404"),
    ):
        provider.fetch(PATH)


def test_killed_it_comes_back_with_all_it_accepted(path):
    with running("--file", path) as provider:
        first = provider.fetch(PATH, WISH, "key")
        provider.kill()
        provider.process.wait()
        provider.wait_until_idle()

        assert provider.deaths == 1
        assert provider.fetch(PATH, WISH, "key") == first
        assert provider.get_refunds() == [first]


def test_mood_is_the_same_for_the_same_request_and_good_in_the_end(path):
    moods = Moods(Books(path), 100, "seed")
    first = [moods.choose(number) for number in range(50)]
    second = [moods.choose(number) for number in range(50)]

    again = Moods(Books(path.with_name("other")), 100, "seed")
    assert [again.choose(number) for number in range(50)] == first
    assert second != first
    assert {moods.choose(number) for number in range(50)} == {GOOD}


def test_every_mood_accepts_what_it_says(tmp_path):
    """Repeated until treated well, each request is refunded once by its key."""
    path = tmp_path / "refunds.jsonl"
    with running("--trouble", 100, "--seed", SEED, "--file", path) as provider:
        for number in range(20):
            ask_until_answered(provider, number)
        refunds = provider.get_refunds()

    assert sorted(it["key"] for it in refunds) == sorted(map(str, range(20)))
    seen = {
        Moods(Books(tmp_path / "new"), 100, SEED).choose(f"{n}:R") for n in range(20)
    }
    assert len(seen) > len(MOODS) // 2


def ask_until_answered(provider, number):
    wish = {**WISH, "reference": "R"}
    for _try in range(3):
        try:
            provider.fetch(f"payments/{number}/refunds", wish, str(number))
        except (OSError, HTTPException, ValueError):
            provider.wait_until_idle()
