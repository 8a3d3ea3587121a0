"""Reading of a file's table by its content, regardless of its name."""

from .decoding import decode
from .pages import is_page, read_page
from .problem import UnreadableFile
from .separators import split_text
from .spreadsheets import is_workbook, read_old_workbook, read_workbook
from .table import find_table

ZIP = b"PK\x03\x04"
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
DOCUMENTS = (b"%PDF", b"{\\rtf", b"\x89PNG", b"\xff\xd8\xff", b"GIF8")
ARCHIVES = (ZIP, b"PK\x05\x06", b"\x1f\x8b", b"Rar!", b"7z\xbc\xaf", b"BZh")


def read_table(content, separator=None):
    """Return the table of a file.

    :param bytes content: Text in any encoding, a spreadsheet or a web page.
    :param str separator: The separator of a text's cells, if chosen by the user.
    :raise UnreadableFile: If it is no table.
    """
    if content.startswith(ZIP) and is_workbook(content):
        return find_table(read_workbook(content))
    if content.startswith(OLD_OFFICE):
        return find_table(read_old_workbook(content))
    if is_page(content):
        return find_table(read_page(content))
    if content.startswith(DOCUMENTS):
        raise UnreadableFile("document")
    if content.startswith(ARCHIVES):
        raise UnreadableFile("archive")
    return find_table(*split_text(decode(content), separator))
