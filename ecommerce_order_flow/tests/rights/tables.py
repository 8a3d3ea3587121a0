"""Who may do what: the tables of this room, and how README and doc show them.

Run as a program it writes ``doc/rights.rst`` and the table in the README anew.
"""

import csv
import re
from pathlib import Path

HERE = Path(__file__).parent
ADDON = HERE.parents[1]
DOC = ADDON / "doc" / "rights.rst"
README = ADDON / "README.rst"
TITLES = {
    "others": "Others",
    "seller": "Salesperson (own)",
    "sales": "Salesperson (all)",
    "boss": "Sales manager",
    "worker": "Warehouse",
    "foreman": "Warehouse manager",
    "billing": "Invoicing",
    "accountant": "Accountant",
    "auditor": "Auditor",
    "designer": "Website designer",
    "refund": "Who refunds",
    "approval": "Who approves refunds",
}
# The README's columns: a role that stands for those like it.
SHORT_TITLES = {
    "seller": "Sales",
    "boss": "Sales mgr.",
    "worker": "Warehouse",
    "billing": "Invoicing",
    "designer": "Designer",
    "refund": "Refunds",
}
INTRODUCTION = """\
Who may do what
===============

The tests in ``tests/rights`` try all of this, and that nothing else is possible. These
tables are made of the CSV files there: change those, and run
``python3 ecommerce_order_flow/tests/rights/tables.py``.

*Others* are visitors of the website, customers (of the order, their colleagues, and any
other one), and employees without rights. Customers act on the pages of their orders
only. *Who refunds* and *who approves refunds* are salespeople for all orders who may do
so, too. Nobody has anything of another company's records.

C: create, R: read, W: write, D: delete, w: change by the buttons only, -: nothing;
*own*: of the own orders, and of those that are nobody's. *Of whom*: whose records they
are, in the hands of whoever has a right to them: those of the own companies, of the
user who created them, or all.
"""


def read_table(name):
    """Return the rows of a table, each a dictionary."""
    with (HERE / f"{name}.csv").open(newline="") as file:
        return list(csv.DictReader(file))


def get_rights(cell):
    """Return the letters of a cell, and whether they are about own records only."""
    letters, _space, scope = cell.partition(" ")
    return set(letters) - {"-"}, scope == "own"


# === AS TEXT === #


def render_doc():
    """Return what ``doc/rights.rst`` is to say."""
    parts = [INTRODUCTION]
    for name, title, columns in (
        (
            "models",
            "Records",
            {"model": "Model", "what": "What", "of": "Of whom", **TITLES},
        ),
        (
            "fields",
            "Fields of ours on Odoo's models",
            {
                "model": "Model",
                "fields": "Fields",
                "what": "What",
                "read": "Read by",
                "write": "Written by",
            },
        ),
        (
            "methods",
            "Buttons and public methods",
            {"model": "Model", "methods": "Methods", "what": "What", "who": "Who"},
        ),
        (
            "screens",
            "Menus, actions and documents",
            {"kind": "Kind", "names": "Names", "what": "What", "who": "Who"},
        ),
        (
            "routes",
            "Pages",
            {
                "route": "Address",
                "methods": "Methods",
                "what": "What",
                "auth": "Auth",
                "nobody": "Without link",
                "stranger": "Another customer",
                "staff": "Salesperson",
                "colleague": "Colleague",
                "customer": "Customer",
                "link": "With link",
            },
        ),
    ):
        parts += [f"{title}\n{'=' * len(title)}\n", render_table(name, columns)]
    return "\n".join(parts)


def render_table(name, columns):
    lines = [quote(columns.values())]
    lines += [quote(row[key] for key in columns) for row in read_table(name)]
    body = "\n".join(f"   {line}" for line in lines)
    return f".. csv-table::\n   :header-rows: 1\n\n{body}\n"


def quote(cells):
    return ",".join(f'"{cell}"' if "," in cell else cell for cell in cells)


def render_summary():
    """Return the README's table: what some roles do with each topic."""
    rows = read_table("models")
    topics = dict.fromkeys(row["topic"] for row in rows)
    lines = [["", *SHORT_TITLES.values()]]
    for topic in topics:
        own_rows = [
            row
            for row in rows
            if row["topic"] == topic and not row["what"].startswith("List:")
        ]
        lines.append(
            [
                topic,
                *(summarize(row[role] for row in own_rows) for role in SHORT_TITLES),
            ]
        )
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    border = "  ".join("=" * width for width in widths)
    texts = [
        "  ".join(map(str.ljust, line, widths)).rstrip().replace("\t", " ")
        for line in lines
    ]
    # The first cell of a row must not be empty.
    texts[0] = "\\" + texts[0][1:]
    return "\n".join([border, texts[0], border, *texts[1:], border]) + "\n"


def summarize(cells):
    """Return in a word what the cells of a topic come to."""
    rights = [get_rights(cell) for cell in cells]
    letters = set().union(*(letters for letters, _is_own in rights))
    if not letters:
        return "-"
    word = "changes" if letters - {"R"} else "sees"
    return f"{word} own" if any(is_own for _letters, is_own in rights) else word


def find_summary(text):
    """Return the table that a README has, between the words around it."""
    return re.search(r"^=+  =.*?\n\\.*?^=+  =.*?\n.*?^=+  =.*?\n", text, re.M | re.S)


def write():
    DOC.write_text(render_doc())
    text = README.read_text()
    found = find_summary(text)
    README.write_text(text[: found.start()] + render_summary() + text[found.end() :])


if __name__ == "__main__":
    write()
