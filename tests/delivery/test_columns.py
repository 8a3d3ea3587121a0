"""Columns are recognized by title and content; ambiguous ones are left out."""

import pytest

from .reader import carrier_file


def recognize(*lines):
    table = carrier_file.read_table("\n".join(lines).encode())
    return carrier_file.recognize_columns(table)


@pytest.mark.parametrize(
    "title", ["Tracking number", "TRACKING_NO.", "Sendungsnummer", "Paket-Nr."]
)
def test_tracking_numbers_in_english_and_german(title):
    assert recognize(f"Name;{title};x", "Anna;A1;1.3.2026").number == 1


def test_unknown_titles_are_not_guessed():
    columns = recognize("Wer;Was;Wann", "Anna;A1;1.3.2026")

    assert (columns.number, columns.date, columns.status) == (None, None, None)


def test_links_are_no_tracking_numbers():
    columns = recognize(
        "Tracking;Sendungsnummer;Zugestellt am",
        "https://example.com/?id=A1;A1;1.3.2026",
    )

    assert columns.number == 1


def test_two_columns_of_numbers_are_asked_for():
    columns = recognize("Sendungsnummer;Paketnummer;Zugestellt", "A1;B1;1.3.2026")

    assert columns.number is None


@pytest.mark.parametrize(
    ("planned", "actual"),
    [
        ("Geplante Zustellung", "Zugestellt am"),
        ("Voraussichtliches Zustelldatum", "Zustelldatum"),
        ("Estimated Delivery", "Delivered"),
        ("Delivery Date", "Actual Delivery Date"),
        ("Lieferdatum", "Tatsächliches Lieferdatum"),
        ("Scheduled delivery date", "Delivery date"),
        ("Datum", "Zugestellt am (UTC)"),
        ("Lieferdatum", "Tats. Zustellung"),
        ("Zustelldatum (geplant)", "Zustelldatum (TT.MM.JJJJ)"),
        ("Versanddatum", "Delivered at"),
    ],
)
def test_actual_day_beats_any_other_day(planned, actual):
    rows = ["A1;1.3.2026;2.3.2026", "A2;1.3.2026;"]

    assert recognize(f"Sendungsnr;{planned};{actual}", *rows).date == 2
    assert recognize(f"{actual};{planned};Sendungsnr", "2.3.2026;1.3.2026;A1").date == 0


def test_actual_day_that_nothing_has_yet_beats_a_planned_day():
    assert recognize("Nr;Delivery Date;Delivered On", "A1;1.3.2026;").date == 2


def test_actual_day_that_is_not_readable_is_asked_for():
    columns = recognize("Nr;Delivery Date;Delivered On", "A1;1.3.2026;soon")

    assert columns.date is None


def test_actual_day_with_a_short_year_is_no_time():
    rows = ["A1;23.03.26;24.03.26", "A2;23.03.26;"]

    assert recognize("Nr;Zustelldatum;Zugestellt am", *rows).date == 2


def test_time_with_dots_is_no_day():
    columns = recognize("Nr;Zustelldatum;Zugestellt um", "A1;24.03.26;10.15.33")

    assert columns.date == 1


@pytest.mark.parametrize(
    "title",
    [
        *("Geplante Zustellung", "ETA", "Estimated Delivery"),
        *("Lieferdatum (geplant)", "Delivery Date [est.]"),
    ],
)
def test_planned_day_alone_is_not_taken(title):
    assert recognize(f"Sendungsnummer;{title}", "A1;1.3.2026").date is None


def test_two_days_of_delivery_are_asked_for():
    columns = recognize("Nr;Zustelldatum;Lieferdatum", "A1;1.3.2026;2.3.2026")

    assert columns.date is None


def test_columns_with_the_same_days_are_one():
    columns = recognize("Nr;Zugestellt am;Delivered", "A1;1.3.2026;1.3.2026")

    assert columns.date == 1


def test_any_date_is_asked_for_where_no_status_says_what_it_is():
    assert recognize("Sendungsnummer;Datum", "A1;1.3.2026").date is None


def test_any_date_is_that_of_the_status():
    columns = recognize("Sendungsnummer;Datum;Ereignis", "A1;1.3.2026;Zugestellt")

    assert (columns.date, columns.status) == (1, 2)


def test_day_and_time_of_day_in_two_columns():
    table = carrier_file.read_table(
        b"Sendungsnummer;Datum;Uhrzeit;Status\n"
        b"A1;1.3.2026;13:10;Zugestellt\nA1;1.3.2026;14:10;Retoure\n"
    )
    columns = carrier_file.recognize_columns(table)
    report = carrier_file.Report(
        table, columns.number, columns.date, columns.status, "dmy"
    )

    assert report.rows[0].date == "1.3.2026 13:10"
    assert report.get_outcome("A1", None).result == "returned"


def test_status_that_speaks_of_delivery_beats_others():
    columns = recognize(
        "Status;Tracking Number;Tracking Status;Delivered on",
        "Printed;A1;Delivered;1.3.2026",
        "Printed;A2;In Transit;",
    )

    assert columns.status == 2


def test_status_is_recognised_by_what_it_says():
    columns = recognize("Sendungsnummer;Info 1;Zustelldatum", "A1;Zugestellt;1.3.2026")

    assert columns.status == 1


@pytest.mark.parametrize(
    ("title", "cell"), [("State", "CA"), ("Service", "Retoure"), ("Size", "Label A6")]
)
def test_other_words_are_no_statuses(title, cell):
    assert recognize(f"Nr;{title};Delivered", f"A1;{cell};1.3.2026").status is None


def test_statuses_that_contradict_each_other_are_asked_for():
    columns = recognize(
        "Sendungsnummer;Status;Letzter Status;Zustelldatum",
        "A1;Zugestellt;Retoure;1.3.2026",
        "A2;Zugestellt;Zugestellt;1.3.2026",
    )

    assert columns.is_status_unclear
    assert columns.status is None


def test_exceptions_that_contradict_the_status_are_asked_for():
    columns = recognize(
        "Sendungsnummer;Status;Ausnahme;Zustelldatum",
        "A1;Zugestellt;Annahme verweigert;1.3.2026",
        "A2;Zugestellt;;1.3.2026",
    )

    assert columns.is_status_unclear


def test_remarks_about_the_way_of_a_delivered_parcel_are_no_question():
    columns = recognize(
        "Sendungsnummer;Status;Bemerkung;Zustelldatum",
        "A1;Zugestellt;Paketzentrum Hamburg;1.3.2026",
        "A2;Unterwegs;Annahme verweigert;1.3.2026",
    )

    assert (columns.status, columns.is_status_unclear) == (1, False)


def test_two_columns_that_say_the_same_of_a_parcel_are_no_question():
    columns = recognize(
        "Sendungsnummer;Sendungsstatus;Letztes Ereignis;Datum",
        "A1;Zugestellt;Delivered, In/At Mailbox;1.3.2026",
        "A2;Unterwegs;Annahme verweigert;1.3.2026",
    )

    assert (columns.status, columns.is_status_unclear) == (1, False)


def test_yes_and_no_are_statuses():
    columns = recognize("Sendungsnummer;Zugestellt;Zustelldatum", "A1;ja;1.3.2026")

    assert (columns.status, columns.date) == (1, 2)


def test_title_too_few_that_may_have_moved_the_days_is_asked_for():
    columns = recognize(
        "Sendungsnummer;Zugestellt am;Geplant", "1;A1;2.3.2026;1.3.2026"
    )

    assert columns.date is None


def test_columns_are_offered_with_cells_that_have_values():
    table = carrier_file.read_table(
        b"Nr;Ort;Zugestellt\nA1;;\nA2;;1.3.2026\nA3;Bonn;2.3.2026"
    )

    assert table.get_samples(1) == ["Ort", "Bonn"]
    assert table.get_samples(2) == ["Zugestellt", "1.3.2026", "2.3.2026"]
