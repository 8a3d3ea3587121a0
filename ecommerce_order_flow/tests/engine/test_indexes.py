import re

from odoo import models
from odoo.tests import TransactionCase, tagged
from odoo.tools import SQL

ADDON = "ecommerce_order_flow"


@tagged("post_install", "-at_install")
class TestIndexes(TransactionCase):
    def _list_conditions(self):
        """Return the model and the condition of each partial index of ours."""
        return [
            (model, condition)
            for _name, model in self.env.items()
            for it in model._table_objects.values()
            if it._module == ADDON and type(it) is models.Index
            if (condition := it.get_definition(self.registry).partition(" WHERE ")[2])
        ]

    def test_indexes_name_booleans_as_odoo_searches_them(self):
        """PostgreSQL doesn't use an index ``WHERE flag`` for ``flag IS TRUE``."""
        found = 0
        for model, condition in self._list_conditions():
            for name, field in model._fields.items():
                if field.type == "boolean" and re.search(rf"\b{name}\b", condition):
                    found += 1
                    with self.subTest(condition):
                        self.assertRegex(condition, rf"\b{name} IS (NOT )?TRUE")
        self.assertGreater(found, 5)

    def test_index_of_a_boolean_is_partial(self):
        """Almost all records have the same value: the rest is what is searched."""
        for name, model in self.env.items():
            for field in model._fields.values():
                if field._module == ADDON and field.type == "boolean":
                    with self.subTest(f"{name}.{field.name}"):
                        self.assertFalse(field.index)

    def test_automation_finds_its_records_by_an_index(self):
        self.env.cr.execute("SET LOCAL enable_seqscan = off")
        for name, model in (
            ("is_invoice_due", self.env["sale.order"]),
            ("is_payment_unmatched", self.env["sale.order"]),
            ("is_to_send", self.env["account.move"]),
        ):
            query = model._search([(name, "=", True)], order="id", limit=5)
            self.env.cr.execute(SQL("EXPLAIN %s", query.select()))
            plan = "\n".join(row[0] for row in self.env.cr.fetchall())
            with self.subTest(name):
                self.assertRegex(plan, rf"using {model._table}_\w+_idx")
