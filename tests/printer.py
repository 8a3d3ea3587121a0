"""A wkhtmltopdf that prints empty pages: the real one takes most of the time."""

import os

from dev.shop import environment, layout

PROGRAM = """#!/bin/sh
case "$*" in
    *--version*) echo "wkhtmltopdf 0.12.6.1 (with patched qt)" ;;
    *) for file; do :; done; cp "$0.pdf" "$file" ;;
esac
"""
OBJECTS = (
    b"<< /Type /Catalog /Pages 2 0 R >>",
    b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
)


def get_environment():
    """Return an environment in which Odoo finds this program first."""
    folder = layout.TEMPORARY / "empty-pages"
    folder.mkdir(parents=True, exist_ok=True)
    program = folder / "wkhtmltopdf"
    program.with_suffix(".pdf").write_bytes(get_page())
    program.write_text(PROGRAM)
    program.chmod(0o755)
    own = environment.get_environment()
    return {**own, "PATH": os.pathsep.join([str(folder), own["PATH"]])}


def get_page():
    """Return a PDF with one empty page."""
    content, offsets = b"%PDF-1.4\n", []
    for number, text in enumerate(OBJECTS, 1):
        offsets.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, text)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(OBJECTS) + 1
    return content + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\n"
        b"startxref\n%d\n%%%%EOF\n" % (size, table, size, len(content))
    )
