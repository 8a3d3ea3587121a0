"""The cell separator is found by which one makes sense."""

import pytest

from .reader import carrier_file


def read(text, separator=None):
    return carrier_file.read_table(text.encode(), separator)


@pytest.mark.parametrize("separator", carrier_file.SEPARATORS)
def test_separators(separator):
    text = f"a{separator}b\n1{separator}2\n3{separator}4\n"

    assert read(text).rows == [["a", "b"], ["1", "2"], ["3", "4"]]


def test_quoted_separator_is_part_of_the_cell():
    text = '"number","place"\n"1","Berlin, Mitte"\n"2","Köln"\n'

    assert read(text).rows[1:] == [["1", "Berlin, Mitte"], ["2", "Köln"]]


def test_empty_rows_and_spaces_are_left_out():
    assert read("a; b \n\n;\n1;2\n").rows == [["a", "b"], ["1", "2"]]


def test_one_row_without_titles():
    table = read("A1;05.03.2030")

    assert table.rows == [["A1", "05.03.2030"]]
    assert not table.has_titles


def test_commas_in_titles_and_decimals_separate_nothing():
    table = read(
        "Sendungsnummer;Zugestellt am;Gewicht (kg, brutto, netto)\n"
        "A1;24.03.2026;1,25\nA2;25.03.2026;12,50\n"
    )

    assert table.body == [["A1", "24.03.2026", "1,25"], ["A2", "25.03.2026", "12,50"]]


def test_commas_in_all_cells_of_a_file_without_titles():
    table = read("Müller, Anna;A1;24.03.2026;1,25\nWeiß, Jan;A2;25.03.2026;2,5\n")

    assert table.rows[0] == ["Müller, Anna", "A1", "24.03.2026", "1,25"]


def test_comma_in_a_date_separates_nothing():
    table = read("Tracking Number\tDelivered\nA12345\tTue, Mar 24, 2026, 1:10 pm\n")

    assert table.body == [["A12345", "Tue, Mar 24, 2026, 1:10 pm"]]


def test_a_title_too_few():
    table = read(
        "Sendungsnummer;Zugestellt am\nA1;24.03.2026;1,25\nA2;25.03.2026;2,5\n"
    )

    assert table.separator == ";"
    assert table.lacks_title
    assert carrier_file.recognize_columns(table).date == 1


def test_file_that_names_its_separator():
    assert read("sep=|\r\na;b|c\r\n1;2|3\r\n").rows == [["a;b", "c"], ["1;2", "3"]]


def test_person_chooses_another_separator():
    assert read("a;b,c\n1;2,3\n", ",").rows == [["a;b", "c"], ["1;2", "3"]]


def test_line_breaks_in_quotes():
    table = read('Paketnummer;Ort;Zustelldatum\nA1;"Tor 3\nHof";24.03.2026\n')

    assert table.body == [["A1", "Tor 3\nHof", "24.03.2026"]]


def test_quote_that_is_not_closed_swallows_nothing():
    table = read(
        'Sendungsnummer;Name;Zugestellt am\nA1;"Löwe;24.03.2026\n'
        'A2;Hirsch;25.03.2026\nA3;"Bär;26.03.2026\n'
    )

    assert [row[0] for row in table.body] == ["A1", "A2", "A3"]
    assert [row[2] for row in table.body] == ["24.03.2026", "25.03.2026", "26.03.2026"]


def test_quotes_over_two_rows_swallow_nothing():
    table = read(
        'Nr;Sendungsnummer;Zugestellt am\n1;A1;24.03.2026\n"Löwe;A2;25.03.2026\n'
        'Bär";A3;26.03.2026\n'
    )

    assert [row[1] for row in table.body] == ["A1", "A2", "A3"]


def test_apostrophes_quote_too():
    table = read("Sendungsnummer,Name,Zugestellt am\n'A1','Weiß, Jan','24.03.2026'\n")

    assert table.body == [["A1", "Weiß, Jan", "24.03.2026"]]


@pytest.mark.parametrize(
    "cell", ['="0034"', "'0034", "'0034'", '"=""0034"""', "\xa00034\u200b"]
)
def test_what_spreadsheets_put_around_numbers_is_no_part_of_them(cell):
    table = read(f"Sendungsnummer;Zugestellt am\n{cell};24.03.2026\n")

    assert table.body == [["0034", "24.03.2026"]]


def test_apostrophe_of_a_name_stays():
    assert read("a;b\n1;'s-Hertogenbosch\n").body == [["1", "'s-Hertogenbosch"]]


def test_lines_before_the_titles_are_left_out():
    table = read(
        "Zustellbericht;;\nKunde: 4711;;\nZeitraum;01.03.2026;31.03.2026\n\n"
        "Sendungsnummer;Zugestellt am;Ort\nA1;24.03.2026;Köln\n"
    )

    assert table.titles == ["Sendungsnummer", "Zugestellt am", "Ort"]
    assert table.body == [["A1", "24.03.2026", "Köln"]]


def test_lines_before_titles_that_are_unknown_are_left_out():
    table = read("Rapport\n\nČíslo;Příjemce;Doručeno\nA1;Jan;24.03.2026\n")

    assert table.titles == ["Číslo", "Příjemce", "Doručeno"]


def test_lines_with_words_and_days_before_the_titles_are_left_out():
    table = read(
        "Status;Alle\nZeitraum;01.03.2026;31.03.2026;Kunde 4711\n"
        "Sendungsnummer (DHL 2026);Zugestellt am;Status\nA1;24.03.2026;Zugestellt\n"
    )

    assert table.body == [["A1", "24.03.2026", "Zugestellt"]]


def test_words_of_a_row_without_titles_are_no_titles():
    table = read("A1;24.03.2026;Zugestellt\nA2;;Zugestellt\n")

    assert len(table.body) == 2


def test_row_with_a_separator_too_much_is_seen():
    table = read(
        "Name,Sendungsnummer,Geplant,Zugestellt am\nA, B,X1,1.1.2026,2.1.2026\n"
        "C,X2,1.1.2026,2.1.2026\nD,X3,1.1.2026,2.1.2026\n"
    )
    report = carrier_file.Report(table, 1, 3)

    assert [row.is_shifted for row in report.rows] == [True, False, False]
    assert report.get_outcome("B", None).result == "unreadable"
