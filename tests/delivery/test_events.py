"""The state of a tracking number follows from all of its rows."""

from datetime import date, timedelta, timezone

import pytest

from .reader import carrier_file

DAY = date(2026, 3, 24)


def get_outcome(*lines, titles="Sendungsnummer;Datum;Ereignis", zone=None, **choices):
    table = carrier_file.read_table("\n".join([titles, *lines]).encode())
    columns = carrier_file.recognize_columns(table)
    order = carrier_file.find_date_order(table.get_column(columns.date))
    report = carrier_file.Report(
        table, columns.number, columns.date, columns.status, order, **choices
    )
    return report.get_outcome("A1", zone)


def test_last_scan_counts():
    outcome = get_outcome(
        "A1;24.03.2026 13:10;Zugestellt",
        "A1;20.03.2026 18:00;Elektronisch angekündigt",
        "A1;21.03.2026 22:10;Im Paketzentrum bearbeitet",
    )

    assert (outcome.result, outcome.day, outcome.rows) == ("delivered", DAY, {0})


def test_parcel_that_went_back_after_its_delivery_is_not_delivered():
    outcome = get_outcome("A1;24.03.2026;Zugestellt", "A1;26.03.2026;Retoure")

    assert outcome.result == "returned"


def test_parcel_on_the_way_is_not_delivered():
    outcome = get_outcome("A1;23.03.2026;Unterwegs", "A1;24.03.2026;In Zustellung")

    assert outcome.result == "underway"


def test_being_on_the_way_comes_before_the_delivery_of_the_same_day():
    outcome = get_outcome("A1;24.03.2026;Zugestellt", "A1;24.03.2026;In Zustellung")

    assert (outcome.result, outcome.day) == ("delivered", DAY)


def test_delivered_and_returned_on_one_day_is_not_guessed():
    outcome = get_outcome("A1;24.03.2026;Zugestellt", "A1;24.03.2026;Retoure")

    assert outcome.result == "doubled"


def test_scan_without_a_day_may_be_the_last_one():
    outcome = get_outcome("A1;24.03.2026;Zugestellt", "A1;;Retoure")

    assert outcome.result == "doubled"


def test_two_deliveries_without_statuses_contradict_each_other():
    lines = ["A1;24.03.2026", "A1;25.03.2026"]
    outcome = get_outcome(*lines, titles="Sendungsnummer;Zugestellt am")

    assert outcome.result == "doubled"


def test_day_that_a_status_denies_does_not_count():
    titles = "Sendungsnummer;Zustelldatum;Status"

    assert get_outcome("A1;24.03.2026;Unterwegs", titles=titles).result == "underway"


def test_status_without_a_day_is_no_delivery():
    titles = "Sendungsnummer;Zustelldatum;Status"
    lines = ["A1;-;Zugestellt", "A2;24.03.2026;Zugestellt"]

    assert get_outcome(*lines, titles=titles).result == "undated"


def test_unknown_status_is_asked_for_if_it_decides():
    lines = ["A1;23.03.2026;Abgeschlossen", "A1;24.03.2026;Archiviert"]
    outcome = get_outcome(*lines, "A2;1.3.2026;Zugestellt")

    assert (outcome.result, outcome.statuses) == ("unknown", {"Archiviert"})


def test_unknown_status_is_not_asked_for_if_another_one_is_the_last():
    lines = ["A1;23.03.2026;Abgeschlossen", "A1;24.03.2026;Zugestellt"]

    assert get_outcome(*lines).result == "delivered"


def test_what_people_said_of_a_status_counts():
    lines = ["A1;24.03.2026;Archiviert", "A2;24.03.2026;Zugestellt"]
    outcome = get_outcome(*lines, meanings={"archiviert": "delivered"})

    assert (outcome.result, outcome.day) == ("delivered", DAY)


def test_status_that_says_nothing_leaves_the_one_before():
    lines = ["A1;24.03.2026;Zugestellt", "A1;25.03.2026;Zustellnachweis verfügbar"]

    assert get_outcome(*lines).day == DAY


def test_missing_status_is_asked_for():
    lines = ["A1;24.03.2026;", "A2;24.03.2026;Zugestellt"]

    assert get_outcome(*lines).statuses == {""}


def test_time_is_counted_where_the_parcel_is():
    titles = "Sendungsnummer;Zugestellt am"
    west = timezone(timedelta(hours=-7))
    lines = ["A1;2026-03-25T03:30:00Z"]

    assert get_outcome(*lines, titles=titles, zone=west).day == DAY


def test_zone_in_the_title_counts_for_all_times():
    titles = "Sendungsnummer;Zugestellt am (UTC)"
    east = timezone(timedelta(hours=1))
    lines = ["A1;23.03.2026 23:30"]

    assert get_outcome(*lines, titles=titles, zone=east).day == DAY


@pytest.mark.parametrize("cell", ["B7, A1", '"A1;B7"', "B7 | A1 | C9"])
def test_row_of_several_parcels_speaks_of_each(cell):
    outcome = get_outcome(f"{cell};24.03.2026;Zugestellt", "C9;25.03.2026;Unterwegs")

    assert (outcome.result, outcome.day, outcome.rows) == ("delivered", DAY, {0})


def test_parcel_of_several_that_is_on_the_way_is_not_delivered():
    outcome = get_outcome("A1, B7;24.03.2026;Zugestellt", "A1;25.03.2026;Unterwegs")

    assert outcome.result == "underway"


def test_number_that_the_file_does_not_have():
    assert get_outcome("A2;24.03.2026;Zugestellt").result == "undated"
