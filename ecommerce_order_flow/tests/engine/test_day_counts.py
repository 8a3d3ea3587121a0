import re

from odoo.tests import TransactionCase, tagged

ADDON = "ecommerce_order_flow"


@tagged("post_install", "-at_install")
class TestDayCounts(TransactionCase):
    """Numbers of days have limits: dates end in the year 9999."""

    def test_numbers_of_days_that_people_enter_have_limits(self):
        fields = self._list_day_counts()

        self.assertGreater(len(fields), 10)
        for field in fields:
            with self.subTest(field):
                self.assertRegex(
                    self._get_checks(field),
                    rf"{field.name} >= \d+\) AND \(\w*\.?{field.name} <= \d+",
                )

    def _list_day_counts(self):
        return [
            field
            for model in self.env.values()
            if not model._abstract and not model._transient
            for field in model._fields.values()
            if field._module == ADDON
            and field.type == "integer"
            and field.store
            and not field.readonly
            and re.search(r"(^|_)days(_|$)", field.name)
        ]

    def _get_checks(self, field):
        """Return the constraints of a field's table, as PostgreSQL writes them."""
        self.env.cr.execute(
            "SELECT string_agg(pg_get_constraintdef(oid), ' ') FROM pg_constraint "
            "WHERE contype = 'c' AND conrelid = %s::regclass",
            [self.env[field.model_name]._table],
        )
        return self.env.cr.fetchone()[0] or ""
