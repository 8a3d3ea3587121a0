"""Reader of the workbooks of spreadsheet programs."""

import io
import warnings
import zipfile
from datetime import date, datetime, time
from itertools import chain, islice

import openpyxl

from .cells import clean_rows
from .problem import UnreadableFile
from .separators import score
from .titles import has_known_title

try:  # Odoo's optional library for old workbooks
    import xlrd
except ImportError:
    xlrd = None

MOST_ROWS = 110_000
MOST_COLUMNS = 500
MOST_BYTES = 500_000_000  # unpacked: a small file may expand endlessly
DIGITS = 10**15  # a spreadsheet keeps fifteen digits of a number


def is_workbook(content):
    """Return whether a ZIP file is a workbook of Excel.

    :raise UnreadableFile: If it is damaged, another program's, or too large when
        unpacked.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, OSError) as error:
        raise UnreadableFile("spreadsheet") from error
    names = {member.filename for member in members}
    is_excel = any(name.startswith("xl/") for name in names)
    is_endless = sum(member.file_size for member in members) > MOST_BYTES
    if "content.xml" in names or (is_excel and is_endless):
        raise UnreadableFile("spreadsheet")
    return is_excel


def read_workbook(content):
    """Return the rows of the sheet with the most deliveries."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about unknown styles
            book = openpyxl.load_workbook(
                io.BytesIO(content), read_only=True, data_only=True
            )
            return choose_sheet(map(read_sheet, book.worksheets))
    except Exception as error:  # a damaged file may raise anything
        raise UnreadableFile("spreadsheet") from error


def read_sheet(sheet):
    sheet.reset_dimensions()  # some programs write wrong ones
    rows = sheet.iter_rows(values_only=True)
    return [
        [write_cell(value) for value in row[:MOST_COLUMNS]]
        for row in islice(rows, MOST_ROWS)
    ]


def read_old_workbook(content):
    """Return the rows of a workbook in Excel's format until 2003."""
    if not xlrd:
        raise UnreadableFile("spreadsheet")
    try:
        book = xlrd.open_workbook(file_contents=content, logfile=io.StringIO())
        return choose_sheet(read_old_sheet(book, sheet) for sheet in book.sheets())
    except Exception as error:  # a damaged file may raise anything
        raise UnreadableFile("spreadsheet") from error


def read_old_sheet(book, sheet):
    return [
        [write_old_cell(book, cell) for cell in sheet.row(row)[:MOST_COLUMNS]]
        for row in range(min(sheet.nrows, MOST_ROWS))
    ]


def write_old_cell(book, cell):
    if cell.ctype == xlrd.XL_CELL_DATE:
        return write_cell(xlrd.xldate_as_datetime(cell.value, book.datemode))
    if cell.ctype in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK, xlrd.XL_CELL_ERROR):
        return ""
    return write_cell(cell.value)


def choose_sheet(sheets):
    """Return the clean rows of the most plausible sheet.

    Others with the same titles are continued: a sheet for each month, for example.
    """
    tables = [rows for sheet in sheets if (rows := clean_rows(sheet))]
    best = max(tables, key=score, default=[])
    if not best or not has_known_title(best[0]):
        return best
    alike = [rows[1:] for rows in tables if rows[0] == best[0]]
    return list(islice(chain(best[:1], *alike), MOST_ROWS))


def write_cell(value):
    """Return the text of a cell; dates unambiguously, numbers with all digits."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        is_day = value.time() == time.min
        return (value.date() if is_day else value.replace(microsecond=0)).isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, float | int) and is_rounded(value):
        return f"{value:.5E}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def is_rounded(value):
    """Return whether a spreadsheet may have cut a number after fifteen digits.

    Integers with other digits than zeros after that were written by a program.
    """
    if abs(value) < DIGITS:
        return False
    return isinstance(value, float) or not str(value)[15:].strip("0")
