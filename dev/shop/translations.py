"""The addons' terms: exported from a database, merged into the translations."""

from . import layout
from .console import say
from .inside_odoo import run_in_odoo
from .shop_database import temporary
from .templates import AddonTemplate

VOLATILE = ("POT-Creation-Date", "PO-Revision-Date", "Last-Translator")
WIDTH = 78


def renew():
    """Export each addon's .pot file and update its .po files."""
    addons = layout.get_addons()
    with temporary("i18n", AddonTemplate("test")) as database:
        names = [addon.name for addon in addons]
        run_in_odoo(database, "-m", "odoo", "i18n", "export", "-d", database, *names)
    for addon in addons:
        merge_files(addon / "i18n", addon.name)


def merge_files(folder, addon):
    """Update the .po files beside an addon's .pot file."""
    import polib  # noqa: PLC0415 the set-up begins without it

    template = polib.pofile(folder / f"{addon}.pot", wrapwidth=WIDTH)
    forget_volatile(template)
    template.save()
    for path in sorted(folder.glob("*.po")):
        translation = polib.pofile(path, wrapwidth=WIDTH)
        merge(translation, template)
        translation.save()
        missing = count_missing(translation)
        say(f"{addon}: {len(translation)} terms, {missing} not in {path.name}")


def merge(translation, template):
    """Merge the template's terms into the translation, in the template's order.

    Only identical terms keep their translation; nothing is guessed.
    """
    forget_volatile(translation)
    translation.merge(template)
    known = {entry.msgid_with_context: entry for entry in translation}
    translation[:] = [known[term.msgid_with_context] for term in template]


def forget_volatile(file):
    """Remove what changes with each export."""
    for key in VOLATILE:
        file.metadata.pop(key, None)


def count_missing(translation):
    """Return the number of terms without translation."""
    return sum(not entry.msgstr or entry.fuzzy for entry in translation)
