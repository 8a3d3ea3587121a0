from odoo.tests import BaseCase, tagged

from .roles import COLUMNS
from .tables import (
    DOC,
    README,
    TITLES,
    find_summary,
    get_rights,
    read_table,
    render_doc,
    render_summary,
)


@tagged("post_install", "-at_install")
class TestRightsTables(BaseCase):
    """What shopkeepers read about rights is what the tests try."""

    def test_doc_has_the_tables(self):
        self.assertEqual(DOC.read_text(), render_doc(), "Run tests/rights/tables.py")

    def test_readme_has_the_summary(self):
        found = find_summary(README.read_text())

        self.assertEqual(found.group(), render_summary(), "Run tests/rights/tables.py")

    def test_each_role_has_a_column_and_a_title(self):
        self.assertEqual(set(COLUMNS), set(TITLES))
        for row in read_table("models"):
            self.assertEqual(list(row), ["topic", "model", "what", "of", *TITLES])

    def test_cells_say_what_is_known(self):
        for row in read_table("models"):
            with self.subTest(row["model"]):
                self.assertIn(row["of"], ("company", "user", "all"))
                for column in TITLES:
                    letters, _is_own = get_rights(row[column])
                    self.assertLessEqual(letters, set("CRWDw"), column)
        for row in read_table("fields"):
            with self.subTest(row["fields"]):
                self.assertIn(row["read"], ("record", "staff", "list", "staff list"))
                self.assertIn(
                    row["write"], ("nobody", "record", "boss", "list", "computed")
                )
