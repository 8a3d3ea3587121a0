"""Removal of what spreadsheets add around the text of cells."""

import re

# Spreadsheets keep the leading zeros of a number by a formula or an apostrophe.
FORMULA = re.compile(r'="(.*)"', re.DOTALL)
QUOTED = re.compile(r"""(["'])(.*)\1""", re.DOTALL)
MARKED = re.compile(r"'(?=[\w ./-]*\d)")
WIDE_SPACES = str.maketrans({"\xa0": " ", "\u202f": " ", "\u2009": " "})
INVISIBLE = str.maketrans("", "", "\u200b\u200e\u200f\u2060\ufeff\xad")
REMNANTS = re.compile("[\xa0\u202f\u2009\u200b\u200e\u200f\u2060\ufeff\xad\"']")


def clean_rows(rows):
    """Return the rows that aren't empty, with clean cells."""
    rows = [[clean_cell(cell) for cell in row] for row in rows]
    return [row for row in rows if any(row)]


def clean_cell(text):
    """Return the text of a cell."""
    text = text.strip()
    if not REMNANTS.search(text):
        return text
    text = text.translate(WIDE_SPACES).translate(INVISIBLE).strip()
    for pattern, group in ((FORMULA, 1), (QUOTED, 2)):
        if match := pattern.fullmatch(text):
            text = match[group].replace('""', '"').strip()
    return MARKED.sub("", text, count=1) if text.startswith("'") else text
