"""Export the addons' terms and bring translations up to date; runs in Odoo's Python."""

import io
import json
import sys
from pathlib import Path

import polib

from odoo.api import SUPERUSER_ID, Environment
from odoo.modules.registry import Registry
from odoo.tools import config
from odoo.tools.translate import trans_export

VOLATILE = ("POT-Creation-Date", "PO-Revision-Date", "Last-Translator")
WIDTH = 78


def main(database, addons):
    """Renew the .pot file of each installed addon, and the .po files beside it.

    :param dict addons: The folders of the translations, by addon.
    """
    config.parse_config(["-d", database], setup_logging=True)
    with Registry(database).cursor() as cr:
        env = Environment(cr, SUPERUSER_ID, {})
        installed = env["ir.module.module"].search(
            [("state", "=", "installed"), ("name", "in", list(addons))]
        )
        for name in sorted(installed.mapped("name")):
            renew(env, name, Path(addons[name]))


def renew(env, addon, folder):
    """Renew the files of one addon."""
    template = export(env, addon)
    if not template:
        return
    folder.mkdir(exist_ok=True)
    save(template, folder / f"{addon}.pot")
    for path in sorted(folder.glob("*.po")):
        merged = merge(polib.pofile(str(path), wrapwidth=WIDTH), template)
        save(merged, path)
        missing = count_missing(merged)
        say(f"{addon}: {len(merged)} terms, {missing} not in {path.name}")


def export(env, addon):
    """Return the addon's terms, without what changes from export to export."""
    with io.BytesIO() as buffer:
        trans_export(None, [addon], buffer, "po", env)
        template = polib.pofile(buffer.getvalue().decode(), wrapwidth=WIDTH)
    for key in VOLATILE:
        template.metadata.pop(key, None)
    return template


def merge(translation, template):
    """Return the translation with the template's terms in the template's order.

    Only what is the same term keeps its translation; nothing is guessed.
    """
    known = {(entry.msgctxt, entry.msgid): entry for entry in translation}
    merged = polib.POFile(wrapwidth=WIDTH)
    merged.header = translation.header
    merged.metadata = {
        key: value for key, value in translation.metadata.items() if key not in VOLATILE
    }
    for term in template:
        merged.append(get_translated(term, known.get((term.msgctxt, term.msgid))))
    return merged


def get_translated(term, known):
    """Return a term with the translation that is known."""
    return polib.POEntry(
        msgid=term.msgid,
        msgctxt=term.msgctxt,
        msgstr=known.msgstr if known else "",
        comment=term.comment,
        occurrences=term.occurrences,
        flags=[flag for flag in known.flags if known] if known else [],
    )


def say(text):
    """Write a line."""
    sys.stdout.write(f"{text}\n")


def count_missing(translation):
    """Return how many terms have no translation."""
    return sum(not entry.msgstr or entry.fuzzy for entry in translation)


def save(file, path):
    """Write a file only if it says something new."""
    if not path.exists() or path.read_text() != str(file):
        path.write_text(str(file))


if __name__ == "__main__":
    main(**json.loads(sys.argv[1]))
