from odoo import fields
from odoo.exceptions import AccessError

from .rights_common import ADDON, RightsCommon
from .roles import OUTSIDE, ROLES
from .tables import read_table

# The settings page shows what is in company and website, where it has its rights.
FIELDS = [row for row in read_table("fields") if row["fields"] != "*"]


class FieldRights(RightsCommon):
    """Each role reads and writes our fields of Odoo's models as the table says."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        order, core = cls.own.order, cls.own.core
        cls.other_values = {}  # by field, for all roles
        cls.core_records = {
            record._name: record
            for record in (
                core["bank_line"],
                core["journal"],
                core["invoice"],
                core["invoice"].invoice_line_ids[:1],
                core["tx"].payment_id,
                core["carrier"],
                core["tx"].provider_id,
                core["tx"],
                order.company_id,
                order,
                order.order_line,
                core["picking"].move_ids,
                core["picking"],
                order.warehouse_id,
                order.warehouse_id.lot_stock_id,
                order.website_id,
            )
        }

    def _collect_fields(self, find):
        return [
            f"{row['model']}, {role}: {difference}"
            for row in FIELDS
            for role in ROLES
            for difference in find(row, role, self._as(role, self._find_record(row)))
        ]

    def _find_record(self, row):
        return self.core_records[row["model"]]

    def _get_fields(self, row):
        fields = self.env[row["model"]]._fields
        return [fields[name] for name in row["fields"].split()]

    def _list_fields(self):
        """Return our fields of Odoo's models, by model and name."""
        return {
            (name, field.name)
            for name, model in self.env.items()
            if model._original_module != ADDON and not model._abstract
            for field in model._fields.values()
            if field._module == ADDON and not field.inherited
        }

    # === ROWS === #

    def test_each_field_has_a_row(self):
        listed = [
            (row["model"], name)
            for row in read_table("fields")
            for name in row["fields"].split()
            if name != "*"
        ]
        wholly = {row["model"] for row in read_table("fields") if row["fields"] == "*"}

        self.assertEqual(len(listed), len(set(listed)))
        self.assertEqual(
            set(listed),
            {
                (model, name)
                for model, name in self._list_fields()
                if model not in wholly
            },
        )

    def test_each_field_has_a_record_to_try_it_with(self):
        self.assertEqual(set(self.core_records), {row["model"] for row in FIELDS})
        self.assertTrue(all(self.core_records.values()))

    # === READING === #

    def test_reading_fields(self):
        self.assertFalse(self._collect_fields(self._find_wrong_field_reading))

    def _find_wrong_field_reading(self, row, role, record):
        is_for_staff = "staff" in row["read"]
        for field in self._get_fields(row):
            expected = not is_for_staff or role not in OUTSIDE
            if record._has_field_access(field, "read") != expected:
                yield f"{field.name} is {'hidden' if expected else 'shown'}"
        if "list" in row["read"] or not record.has_access("read"):
            return
        reason = self._try(record, lambda: record.read(row["fields"].split()))
        if bool(reason) != (is_for_staff and role in OUTSIDE):
            yield f"reading is {'refused: ' + reason if reason else 'allowed'}"

    def test_lists_are_of_records_with_rights_of_their_own(self):
        for row in FIELDS:
            for field in self._get_fields(row):
                with self.subTest(row["model"], field=field.name):
                    self.assertEqual(field.type == "one2many", "list" in row["read"])
                    self.assertEqual(field.type == "one2many", row["write"] == "list")

    # === WRITING === #

    def test_writing_fields(self):
        self.assertFalse(self._collect_fields(self._find_wrong_writing))

    def _find_wrong_writing(self, row, role, record):
        if row["write"] in ("list", "computed"):
            return
        may_write = record.has_access("write")
        is_written = row["write"] == "record" and may_write
        listed = self._get_fields(row)
        # Of a record that can't be written one field is like the other.
        for field in listed if may_write else listed[:1]:
            if field not in self.other_values:
                value = self._get_other_value(self._find_record(row), field)
                self.other_values[field] = value
            value = self.other_values[field]
            reason = self._try(
                record,
                lambda field=field, value=value: record.write({field.name: value}),
            )
            if bool(reason) == is_written:
                yield f"writing {field.name} is {reason or 'allowed'}"

    def _get_other_value(self, record, field):
        """Return what a field of a record isn't: some models write nothing else."""
        value = record.sudo()[field.name]
        if field.type == "many2one":
            return record.env[field.comodel_name].sudo().search([], limit=1).id
        if field.type == "selection":
            keys = [key for key, _label in field._description_selection(record.env)]
            return next(key for key in keys if key != value)
        others = {
            "boolean": not value,
            "date": fields.Date.today(),
            "datetime": fields.Datetime.now(),
            "json": {},
        }
        is_number = field.type in ("integer", "float", "monetary")
        return others.get(field.type, value + 1 if is_number else "other")

    def test_creating_with_fields(self):
        self.assertFalse(self._collect_fields(self._find_wrong_creation))

    def _find_wrong_creation(self, row, role, record):
        """Yield what the web client could have new records begin with."""
        is_guarded = row["write"] in ("nobody", "boss")
        if not is_guarded or not record.browse().has_access("create"):
            return
        for field in self._get_fields(row):
            model = record.browse().with_context(**{f"default_{field.name}": False})
            if not self._try(
                model, lambda model=model: model.create(self._get_needed(model))
            ):
                yield f"{field.name} is given at the creation"

    def _get_needed(self, model):
        """Return without what a record isn't even looked at."""
        needed = {
            "account.move.line": {"move_id": self.core_records["account.move"].id},
            "payment.transaction": {
                "provider_id": self.core_records["payment.provider"].id
            },
        }
        return needed.get(model._name, {})

    def _list_fields_written_by(self, whom):
        return [
            field
            for row in FIELDS
            if row["write"] == whom
            for field in self._get_fields(row)
        ]

    def test_copies_begin_anew(self):
        guarded = self._list_fields_written_by("nobody")

        self.assertFalse([str(field) for field in guarded if field.copy])

    def test_what_is_computed_cannot_be_stored(self):
        computed = self._list_fields_written_by("computed")

        self.assertFalse([str(it) for it in computed if it.store or it.inverse])

    # === THE RULES OF A WEBSITE === #

    def test_rules_of_a_website_are_for_sales_managers_who_write_it(self):
        user = self._create_user(
            "owner", "sales_team.group_sale_manager,website.group_website_designer"
        )
        website = self.website.with_user(user)

        for row in FIELDS:
            if row["write"] == "boss":
                for field in self._get_fields(row):
                    website.write({field.name: website[field.name]})
        website.invoice_business = "on_request"
        self.assertEqual(self.website.invoice_business, "on_request")
        with self.assertRaises(AccessError):
            self._as("designer", self.website).invoice_business = "never"
