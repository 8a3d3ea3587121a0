import io

import polib

from odoo.tests import TransactionCase, tagged
from odoo.tools import file_path
from odoo.tools.translate import trans_export

MODULE = "ecommerce_order_flow"


@tagged("post_install", "-at_install")
class TestTranslations(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.template = polib.pofile(file_path(f"{MODULE}/i18n/{MODULE}.pot"))
        cls.german = polib.pofile(file_path(f"{MODULE}/i18n/de.po"))

    def test_template_is_as_new_as_the_code(self):
        export = io.BytesIO()
        trans_export(False, [MODULE], export, "po", self.env)
        terms = {entry.msgid for entry in polib.pofile(export.getvalue().decode())}

        self.assertEqual(
            {entry.msgid for entry in self.template}, terms, "Run `make i18n`."
        )

    def test_every_term_is_in_the_german_file(self):
        self.assertEqual(
            {entry.msgid for entry in self.german if not entry.obsolete},
            {entry.msgid for entry in self.template},
            "Run `make i18n` and translate.",
        )

    def test_every_term_has_a_german_translation(self):
        missing = [entry.msgid for entry in self.german.untranslated_entries()]

        self.assertEqual(missing, [])

    def test_no_german_translation_is_fuzzy(self):
        self.assertEqual([e.msgid for e in self.german.fuzzy_entries()], [])
