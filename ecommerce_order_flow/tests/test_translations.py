import io

import polib

from odoo.modules import Manifest
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

    def test_apps_list_is_german(self):
        self.env["res.lang"]._activate_lang("de_DE")
        app = self.env["ir.module.module"]._get(MODULE)
        english = (app.shortdesc, app.summary)
        self.env["ir.module.module"]._load_module_terms([MODULE], ["de_DE"])

        german = app.with_context(lang="de_DE")

        manifest = Manifest.for_addon(MODULE)
        self.assertEqual(english, (manifest["name"], manifest["summary"]))
        self.assertEqual(german.shortdesc, "E-Commerce-Auftragsverarbeitung")
        self.assertIn("Warenkorb", german.summary)

    def test_no_german_translation_is_fuzzy(self):
        self.assertEqual([e.msgid for e in self.german.fuzzy_entries()], [])
