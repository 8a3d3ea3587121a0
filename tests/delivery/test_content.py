"""Files are read by content, whatever their name, or the error says what to do."""

import io
import zipfile
from datetime import date, datetime

import openpyxl
import pytest
import xlwt

from .reader import carrier_file

TITLES = ["Sendungsnummer", "Empfänger", "Zugestellt am"]
TEXT = (
    "Sendungsnummer;Empfänger;Straße;Zugestellt am\n"
    "A1;Müller;Große Höhe;24.03.2026\nA2;Jürgen Öhm;Weißenburg;25.03.2026\n"
)
CZECH = "Číslo;Příjemce;Doručeno\nA1;Řehoř Žižka;24.03.2026\nA2;Šárka;25.03.2026\n"
POLISH = "Numer;Odbiorca;Data\nA1;Łukasz Wiśniewski;24.03.2026\nA2;Żaneta;25.03.2026\n"
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32")
ENCODINGS += ("cp1252", "iso8859-15", "cp850", "cp437")


def read(content):
    return carrier_file.read_table(content).rows


def get_reason(content):
    with pytest.raises(carrier_file.UnreadableFile) as caught:
        carrier_file.read_table(content)
    return caught.value.reason


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_german_in_every_encoding(encoding):
    assert read(TEXT.encode(encoding))[1:] == [
        ["A1", "Müller", "Große Höhe", "24.03.2026"],
        ["A2", "Jürgen Öhm", "Weißenburg", "25.03.2026"],
    ]


@pytest.mark.parametrize("text", [CZECH, POLISH])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1250", "iso8859-2"])
def test_central_european(text, encoding):
    expected = [line.split(";") for line in text.split("\n")[:-1]]

    assert read(text.encode(encoding)) == expected


def test_western_names_stay_western():
    rows = read("Nr;Name\nA1;Geneviève Müller\nA2;Jørgen\n".encode("cp1252"))

    assert [row[1] for row in rows[1:]] == ["Geneviève Müller", "Jørgen"]


@pytest.mark.parametrize("byte", range(0x80, 0x100))
def test_no_byte_swallows_a_separator(byte):
    content = (
        b"A1;M\xfcller " + bytes([byte]) + b";24.03.2026\n" + bytes([byte]) + b";B;C"
    )
    rows = read(content)

    assert [len(row) for row in rows] == [3, 3]
    assert rows[0][0::2] == ["A1", "24.03.2026"]


def test_end_of_file_of_msdos():
    assert read(b"A1;24.03.2026\r\n\x1a") == [["A1", "24.03.2026"]]


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", *ENCODINGS[2:5]])
@pytest.mark.parametrize("padding", [1, 2, 3, 500])
def test_file_that_is_filled_up_with_nothing(encoding, padding):
    rows = read("Nr;Wo\nA1;Köln\n".encode(encoding) + b"\0" * padding)

    assert rows == [["Nr", "Wo"], ["A1", "Köln"]]


def make_workbook(*sheets):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for rows in sheets:
        sheet = book.create_sheet()
        for row in rows:
            sheet.append(row)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def test_workbook_whatever_its_name():
    rows = [TITLES, ["0034", "Müller", date(2026, 3, 24)], [4711, "Öhm", "25.03.2026"]]

    assert read(make_workbook(rows)) == [
        TITLES,
        ["0034", "Müller", "2026-03-24"],
        ["4711", "Öhm", "25.03.2026"],
    ]


def test_workbook_with_times():
    rows = [TITLES, ["A1", None, datetime(2026, 3, 24, 13, 10)]]

    assert read(make_workbook(rows))[1] == ["A1", "", "2026-03-24T13:10:00"]


@pytest.mark.parametrize("number", [3.40434900000001e17, 340434900000001000])
def test_number_that_a_spreadsheet_rounded_is_no_number(number):
    rows = read(make_workbook([TITLES, [number, "", "24.03.2026"]]))

    assert carrier_file.is_rounded(rows[1][0])


def test_long_number_that_a_program_wrote_whole_is_one():
    rows = read(make_workbook([TITLES, [1234567890123456, "", "24.03.2026"]]))

    assert rows[1][0] == "1234567890123456"


def test_sheet_with_deliveries_is_taken():
    cover, rows = [["Bericht", "2026"]], [TITLES, ["A1", "", date(2026, 3, 24)]]

    assert read(make_workbook(cover, rows, [["x"]]))[0] == TITLES


def test_sheets_with_the_same_titles_are_read_on():
    march = [TITLES, ["A1", "", date(2026, 3, 24)], ["A2", "", date(2026, 3, 25)]]
    april = [TITLES, ["A3", "", date(2026, 4, 1)]]
    others = [["Nr", "Betrag"], ["A4", "4.90"]]

    rows = read(make_workbook(others, march, april))

    assert [row[0] for row in rows] == [TITLES[0], "A1", "A2", "A3"]


def test_lines_before_the_titles_of_a_workbook():
    rows = [
        ["Bericht"],
        [],
        ["Stand", date(2026, 4, 1)],
        TITLES,
        ["A1", "", "24.3.2026"],
    ]

    assert read(make_workbook(rows))[0] == TITLES


def test_old_workbook():
    book = xlwt.Workbook()
    sheet = book.add_sheet("1")
    style = xlwt.easyxf(num_format_str="DD.MM.YYYY")
    for column, title in enumerate(TITLES):
        sheet.write(0, column, title)
    sheet.write(1, 0, "A1")
    sheet.write(1, 1, 4711)
    sheet.write(1, 2, date(2026, 3, 24), style)
    target = io.BytesIO()
    book.save(target)

    assert read(target.getvalue()) == [TITLES, ["A1", "4711", "2026-03-24"]]


PAGE = """<html><head><meta charset="{charset}"></head><body><table><tr><td>Menü
</table><table><thead><tr><th>Sendungsnummer<th>Empfänger<th>Zugestellt am</thead>
<tr><td>A1</td><td>M&uuml;ller&nbsp;</td><td>24.03.2026</td></tr>
<tr><td colspan=2>A2</td><td>25.03.2026</td></tr></table></body></html>"""


@pytest.mark.parametrize("charset", ["utf-8", "windows-1252", "iso-8859-1", "utf-16"])
def test_web_page_named_as_a_spreadsheet(charset):
    assert read(PAGE.format(charset=charset).encode(charset)) == [
        TITLES,
        ["A1", "Müller", "24.03.2026"],
        ["A2", "", "25.03.2026"],
    ]


def test_cell_of_a_web_page_belongs_to_all_rows_that_it_covers():
    page = (
        "<table><tr><th>Nr</th><th>Tag</th><th>Status</th></tr>"
        "<tr><td rowspan=2>A1</td><td>24.03.2026</td><td>Zugestellt</td></tr>"
        "<tr><td rowspan=2>26.03.2026</td><td>Retoure</td></tr>"
        "<tr><td>A2</td><td>Zugestellt</td></tr>"
        "<tr><td>A3</td><td rowspan=0>27.03.2026</td><td>Unterwegs</td></tr></table>"
    )

    assert read(page.encode())[1:] == [
        ["A1", "24.03.2026", "Zugestellt"],
        ["A1", "26.03.2026", "Retoure"],
        ["A2", "26.03.2026", "Zugestellt"],
        ["A3", "27.03.2026", "Unterwegs"],
    ]


def test_page_of_excel_with_its_own_tags():
    page = (
        '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><table>'
        "<tr><td>A1</td><td>24.03.2026</td></tr></table></html>"
    )

    assert read(page.encode()) == [["A1", "24.03.2026"]]


def test_xml_spreadsheet():
    xml = """<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
    <Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
     xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet><Table>
    <Row><Cell><Data ss:Type="String">A1</Data></Cell>
    <Cell ss:Index="3"><Data ss:Type="DateTime">2026-03-24T00:00:00.000</Data></Cell>
    </Row></Table></Worksheet></Workbook>"""

    assert read(xml.encode()) == [["A1", "", "2026-03-24T00:00:00.000"]]


def make_archive(*names):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name in names:
            archive.writestr(name, "a;b")
    return target.getvalue()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"a\0;b", "text"),
        (b"%PDF-1.7 ...", "document"),
        (b"\x89PNG\r\n\x1a\n", "document"),
        (make_archive("list.csv"), "archive"),
        (make_archive("content.xml"), "spreadsheet"),
        (make_archive("xl/workbook.xml"), "spreadsheet"),
        (b"PK\x03\x04 broken", "spreadsheet"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 protected", "spreadsheet"),
        (b"<!DOCTYPE html><html><form>Log in</form></html>", "page"),
    ],
)
def test_what_is_no_table_says_what_it_is(content, reason):
    assert get_reason(content) == reason


@pytest.mark.parametrize("content", [b"", b"\n\n", b";;\n"])
def test_empty_file_has_no_rows(content):
    assert read(content) == []
