"""Reader of web pages and XML files that programs name spreadsheets."""

import codecs
import re

from lxml import etree, html

from .cells import clean_rows
from .decoding import decode
from .problem import UnreadableFile
from .separators import score

START = re.compile(
    r"\s*(?:<\?[^>]*>\s*|<!--.*?-->\s*)*"
    r"<(?:!doctype|html|head|body|meta|table|style|div|(?:\w+:)?workbook)\b",
    re.IGNORECASE | re.DOTALL,
)
EXCEL = "urn:schemas-microsoft-com:office:spreadsheet"
CHARSET = re.compile(rb"""(?:charset|encoding)=["']?([\w-]+)""", re.IGNORECASE)
WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
HEAD = 4000  # bytes used to recognize a file
MOST_SPAN = 100  # columns that a cell may span


def is_page(content):
    """Return whether a file begins like a web page or an XML spreadsheet."""
    encoding = "utf-16" if content.startswith(WIDE) else "latin-1"
    start = content[:HEAD].removeprefix(codecs.BOM_UTF8)
    return bool(START.match(start.decode(encoding, errors="replace")))


def read_page(content):
    """Return the rows of the table with the most deliveries.

    :raise UnreadableFile: If there is none, as in a login page saved as a list.
    """
    text = re.sub(r"^\s*<\?xml[^>]*>", "", decode_page(content))
    try:
        tables = [clean_rows(rows) for rows in read_tables(text)]
    except (etree.LxmlError, ValueError) as error:  # it only begins like a page
        raise UnreadableFile("page") from error
    best = max(tables, key=score, default=[])
    if not best:
        raise UnreadableFile("page")
    return best


def decode_page(content):
    """Return a page's text in the encoding it names, or else as any text."""
    match = CHARSET.search(content[:HEAD])
    if not match or content.startswith((*WIDE, codecs.BOM_UTF8)):
        return decode(content)
    try:
        return content.decode(match[1].decode())
    except (LookupError, ValueError):
        return decode(content)


def read_tables(text):
    if EXCEL in text[:HEAD] and not re.search("<html", text[:HEAD], re.IGNORECASE):
        return read_xml_sheets(text)
    page = html.document_fromstring(text or "<p/>")
    return [read_html_table(table) for table in page.iter("table")]


def read_html_table(table):
    covered = {}
    return [
        read_html_row(row, covered)
        for row in table.xpath("./tr | ./thead/tr | ./tbody/tr | ./tfoot/tr")
    ]


def read_html_row(row, covered):
    """Return the cells of a row.

    :param dict covered: By column, the cells of rows above that also span rows below,
        and how many.
    """
    cells = []
    for cell in row.xpath("./td | ./th"):
        take_covered(cells, covered)
        for text in spread(cell.text_content(), read_span(cell, "colspan")):
            covered[len(cells)] = text, read_span(cell, "rowspan") - 1
            cells.append(text)
    take_covered(cells, covered)
    return cells


def take_covered(cells, covered):
    """Add the cells of rows above that also span this row."""
    while covered.get(len(cells), ("", 0))[1] > 0:
        text, count = covered[len(cells)]
        covered[len(cells)] = text, count - 1
        cells.append(text)


def spread(text, count):
    """Return the cells of a cell that may span several columns."""
    return [" ".join(text.split())] + [""] * (count - 1)


def read_span(cell, name):
    """Return how many columns or rows a cell spans."""
    span = cell.get(name) or ""
    return min(max(int(span), 1), MOST_SPAN) if span.isdecimal() else 1


def read_xml_sheets(text):
    """Return the rows of each sheet of an XML spreadsheet of Excel 2003."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    root = etree.fromstring(text.encode(), parser)
    if root is None:
        raise UnreadableFile("spreadsheet")
    return [
        [read_xml_row(row) for row in sheet.iter(f"{{{EXCEL}}}Row")]
        for sheet in root.iter(f"{{{EXCEL}}}Worksheet")
    ]


def read_xml_row(row):
    """Return the cells of a row; the file omits empty ones."""
    cells = []
    for cell in row.iter(f"{{{EXCEL}}}Cell"):
        index = cell.get(f"{{{EXCEL}}}Index", "")
        place = int(index) if index.isdecimal() else len(cells) + 1
        cells += [""] * min(place - 1 - len(cells), MOST_SPAN)
        cells.append("".join(cell.itertext()).strip())
    return cells
