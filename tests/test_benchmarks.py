"""The benchmarks' arithmetic: rounds, ratios and their display."""

import json

import pytest

from benchmarks.__main__ import get_names
from benchmarks.framework import report
from benchmarks.framework.comparison import Comparison, run_round
from benchmarks.framework.figures import (
    RECORDS_PER_SECOND,
    SECONDS,
    Sample,
    get_cpu_ratio,
    get_figure,
    get_spread,
)


class Example(Comparison):
    name = "example"
    title = "this and that"
    limit = 1.10


def make_rounds(*pairs):
    """Return rounds as pairs of seconds: ours and theirs."""
    return [(Sample(ours), Sample(theirs)) for ours, theirs in pairs]


# === FIGURES === #


def test_ratio_is_the_median_of_the_rounds_ratios():
    figure = get_figure("x", SECONDS, make_rounds((1, 2), (3, 4), (9, 1)))

    assert (figure.ours, figure.theirs, figure.ratio) == (3, 2, 0.75)


def test_figure_in_records_per_second_is_the_higher_the_faster():
    rounds = [(Sample(1, records=50), Sample(2, records=50))]

    figure = get_figure("x", RECORDS_PER_SECOND, rounds)

    assert (figure.ours, figure.theirs, figure.ratio) == (50, 25, 2)


def test_spread_is_the_part_between_the_quartiles():
    assert get_spread([1, 2, 3, 4, 5]) == pytest.approx(2 / 3)


def test_one_round_has_no_spread():
    assert get_spread([1.5]) == 0


def test_ratio_of_cpu_time_is_left_out_where_it_is_unknown():
    assert get_cpu_ratio(make_rounds((1, 2))) is None


# === ROUNDS === #


@pytest.mark.parametrize(("number", "order"), [(0, "ours theirs"), (1, "theirs ours")])
def test_sides_take_turns_in_beginning(number, order):
    calls = []

    result = run_round(
        number, lambda: calls.append("ours"), lambda: calls.append("theirs")
    )

    assert calls == order.split()
    assert result == (None, None)


def test_calm_machine_needs_the_least_number_of_rounds():
    rounds = make_rounds(*[(1, 1)] * Example.rounds)

    assert Example().is_another_round_needed(rounds[:-1], seconds=1)
    assert not Example().is_another_round_needed(rounds, seconds=1)


def test_busy_machine_needs_more_rounds_but_not_for_ever():
    rounds = make_rounds(*[(1, 2), (2, 1)] * Example.rounds)

    assert Example().is_another_round_needed(rounds, seconds=1)
    assert not Example().is_another_round_needed(rounds, Example.patience + 1)


def test_slow_machine_makes_the_least_number_of_rounds():
    assert Example().is_another_round_needed([], Example.patience + 1)


# === THE REPORT === #


def test_bars_are_as_long_as_the_values():
    figure = get_figure("example", SECONDS, make_rounds((1, 2)))

    _title, ours, theirs, _ratio = report.draw(Example(), figure, None)

    assert 2 * ours.count("█") == theirs.count("█") == report.BAR_LENGTH


@pytest.mark.parametrize(("seconds", "verdict"), [(1.0, "within"), (1.2, "OVER")])
def test_report_says_whether_the_limit_is_kept(seconds, verdict):
    figure = get_figure("example", SECONDS, make_rounds((seconds, 1.0)))

    assert verdict in report.draw(Example(), figure, None)[-1]


@pytest.mark.parametrize(("seconds", "verdict"), [(0.5, "within"), (0.6, "OVER")])
def test_report_says_whether_the_time_itself_is_kept(seconds, verdict):
    class Limited(Example):
        most_seconds = 0.5

    figure = get_figure("example", SECONDS, make_rounds((seconds, 0.001)))

    assert f"{verdict} the limit of 0.5 s" in report.draw(Limited(), figure, None)[-1]


def test_results_file_has_an_object_per_figure(tmp_path, monkeypatch):
    monkeypatch.setattr(report, "RESULTS", tmp_path / "results.json")

    report.write([get_figure("example", SECONDS, make_rounds((1, 2)))])

    assert json.loads(report.RESULTS.read_text()) == [
        {
            "name": "example",
            "ours": 1,
            "theirs": 2,
            "unit": "s",
            "ratio": 0.5,
            "spread": 0.0,
            "rounds": 1,
        }
    ]


def test_benchmarks_are_found_by_their_files():
    assert {"confirm_overhead", "install_into_old_shop"} <= set(get_names())
