"""Reading Odoo's log for `make test-upstream`."""

import pytest

from dev.shop import upstream
from dev.shop.upstream import REPLACED, Outcome, get_tag

TESTS = "odoo.addons.sale.tests.test_order"


def read(*messages):
    outcome = Outcome()
    for level, logger, message in messages:
        line = f"2026-01-31 12:00:00,123 77 {level} a_database {logger}: {message}"
        outcome.read(line)
    return outcome


def test_what_begins_and_what_fails_is_known_by_its_name():
    outcome = read(
        ("INFO", TESTS, "Starting TestOrder.test_fine ... "),
        ("INFO", TESTS, "Starting TestOrder.test_bad ... "),
        ("ERROR", TESTS, "FAIL: TestOrder.test_bad"),
    )

    assert outcome.started == {
        f"{TESTS}.TestOrder.test_fine",
        f"{TESTS}.TestOrder.test_bad",
    }
    assert outcome.failed == {f"{TESTS}.TestOrder.test_bad"}


@pytest.mark.parametrize(
    ("logger", "message", "test"),
    [
        (TESTS, "ERROR: TestOrder.test_bad", "TestOrder.test_bad"),
        (TESTS, "FAIL: Subtest TestOrder.test_bad (x='a b')", "TestOrder.test_bad"),
        (
            "odoo.tests.suite",
            f"ERROR: setUpClass ({TESTS}.TestOrder)",
            "TestOrder.setUpClass",
        ),
    ],
)
def test_every_kind_of_failure_belongs_to_its_test(logger, message, test):
    assert read(("ERROR", logger, message)).failed == {f"{TESTS}.{test}"}


def test_only_the_result_tells_that_all_tests_ran():
    result = "1 failed, 0 error(s) of 9 tests when loading database 'a_database'"

    assert not read(("INFO", TESTS, "Starting TestOrder.test_fine ...")).is_complete
    assert read(("ERROR", "odoo.tests.result", result)).is_complete


@pytest.mark.parametrize(
    ("method", "tag"),
    [
        ("test_bad", "/sale:TestOrder.test_bad"),
        ("setUpClass", "/sale:TestOrder"),
    ],
)
def test_a_failed_test_can_be_run_again(method, tag):
    assert get_tag(f"{TESTS}.TestOrder.{method}") == tag


@pytest.mark.parametrize(
    ("failed", "status"),
    [
        (set(), 0),
        ({f"{TESTS}.TestOrder.test_bad"}, 1),
        (set(REPLACED), 0),
        ({f"{TESTS}.TestOrder.test_bad", *REPLACED}, 1),
    ],
)
def test_only_what_is_replaced_on_purpose_may_fail(monkeypatch, failed, status):
    outcomes = {"bare": Outcome(), "ours": Outcome(failed=failed)}
    outcomes["ours-again"] = outcomes["ours"]
    monkeypatch.setattr(upstream, "run_tests", lambda name, *_: outcomes[name])

    assert upstream.compare([]) == status


def test_what_is_replaced_is_listed_with_the_reason(capsys):
    test = next(iter(REPLACED))

    upstream.say_difference(Outcome(), Outcome(failed={test}), {test})

    said = capsys.readouterr().out
    assert "Fail only with our addons: 0\n" in said
    assert f"{test}\n    {REPLACED[test]}\n" in said
