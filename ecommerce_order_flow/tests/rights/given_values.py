from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.models import MAGIC_COLUMNS

from .model_rights import MODELS
from .rights_common import RightsCommon
from .roles import ROLES, STAFF
from .tables import get_rights


class GivenValues(RightsCommon):
    """People give our records no values that only methods know, and nobody else's."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        values = {"company_id": cls.other_company.id}
        website = cls.own.env["website"].create({"name": "Other", **values})
        carrier = cls._prepare_carrier(cls._prepare_carrier_product(), **values)
        cls.foreign = {**values, "website_id": website.id, "carrier_id": carrier.id}

    def _list_writers(self, *scopes):
        """Yield each row of some scopes with each role that writes, and its record."""
        for row in MODELS:
            for role in STAFF:
                letters, _is_own = get_rights(row[ROLES[role].column])
                if row["of"] in scopes and letters & {"C", "W", "w"}:
                    record = self._as(role, self.own.records[row["model"]])
                    yield row, role, letters, record

    # === READ-ONLY FIELDS === #

    def test_read_only_fields(self):
        differences = [
            f"{row['model']}, {role}: {difference}"
            for row, role, letters, record in self._list_writers("company", "all")
            for difference in self._find_written(row, letters, record)
        ]

        self.assertFalse(differences)

    def _find_written(self, row, letters, record):
        for field in record._fields.values():
            name = field.name
            if not field.store or not field.readonly or name in MAGIC_COLUMNS:
                continue
            value = record.sudo().read([name], load="")[0][name]
            if not self._fails(
                record, lambda name=name, value=value: record.write({name: value})
            ):
                yield f"writes {name}"
            model = record.browse().with_context(**{f"default_{name}": value})
            values = self.own.get_values(row["model"])
            if "C" in letters and not self._fails(
                model, lambda model=model, values=values: model.create(values)
            ):
                yield f"creates with {name}"

    def test_managers_add_decisions_about_reminders_as_theirs(self):
        consents = self._as("boss", self.own.records["ecommerce.cart.consent"])
        values = {"email": "joe@example.com", "decision": "consent"}

        consent = consents.create(values)

        self.assertEqual(consent.source, "staff")
        with self.assertRaises(AccessError):
            consents.create({**values, "source": "checkout"})
        with self.assertRaises(AccessError):
            consents.create({**values, "text": "Yes, remind me"})

    def test_managers_switch_no_scheduled_action_but_the_automations(self):
        automation = self._as("boss", self.own.records["ecommerce.automation"])
        cron = self.world.ref("base.autovacuum_job")

        with self.assertRaises(AccessError):
            automation.write({"cron_id": cron.id})
        automation.active = False
        self.assertTrue(cron.active)
        self.assertFalse(automation.sudo().cron_id.active)

    # === WHAT IS NOT THEIRS === #

    def test_nothing_is_given_to_other_companies(self):
        differences = [
            f"{row['model']}, {role}: {name}"
            for row, role, letters, record in self._list_writers("company")
            for name in self._list_owners(record)
            if "W" in letters
            and not self._fails(
                record,
                lambda record=record, name=name: record.write(
                    {name: self.foreign[name]}
                ),
            )
        ]

        self.assertFalse(differences)

    def _list_owners(self, record):
        """Return the fields that decide whose a record is."""
        related = record._fields["company_id"].related
        names = {"company_id", *(related.split(".")[:1] if related else ())}
        return names & set(self.foreign)

    def test_windows_take_nothing_of_other_companies(self):
        differences = [
            f"{row['model']}, {role}: {way}"
            for row, role, letters, record in self._list_writers("user")
            if "C" in letters
            for way in self._find_taken(row, self._as(role, record, True))
        ]

        self.assertFalse(differences)

    def _find_taken(self, row, record):
        """Yield the ways by which a window takes records of others."""
        values = {
            name: value
            for name, value in self.own.get_values(row["model"]).items()
            if name.endswith(("_id", "_ids"))
        }
        model = record.browse()
        specification = {name: {} for name in values}
        defaults = {f"default_{name}": value for name, value in values.items()}
        ways = {
            "create": lambda: model.create(values),
            "onchange": lambda: model.onchange(values, [*values], specification),
            "default": lambda: model.with_context(**defaults).default_get([*values]),
        }
        for way, act in ways.items():
            if values and not self._try(record, act):
                yield way

    def test_windows_take_no_orders_of_other_salespeople(self):
        holds = self._as("seller", self.own.records["ecommerce.order.hold"]).browse()
        orders = [Command.link(self.other.order.id)]
        names = {"order_ids": {"fields": {"display_name": {}}}}

        with self.assertRaises(AccessError):
            holds.onchange({"order_ids": orders}, ["order_ids"], names)
        with self.assertRaises(AccessError):
            holds.with_context(active_ids=self.other.order.ids).onchange({}, [], names)
        with self.assertRaises(AccessError):
            holds.create({"order_ids": orders, "reason": "fraud"})

    def test_lines_of_windows_take_no_records_of_others_either(self):
        """Whatever a payment's share owes is told of readable orders only."""
        splits = self._as("boss", self.own.records["ecommerce.payment.split"], True)
        lines = [Command.create({"order_id": self.own.order.id})]
        specification = {"line_ids": {"fields": {"order_id": {}, "owed": {}}}}

        with self.assertRaises(AccessError):
            splits.browse().onchange({"line_ids": lines}, ["line_ids"], specification)

    def test_accountants_split_payments_of_orders_that_they_cannot_read(self):
        user = self._create_user(
            "clerk",
            "account.group_account_invoice,sales_team.group_sale_salesman",
        )
        match = self.other.records["ecommerce.payment.match"].with_user(user)
        order = self.other.order.with_user(user)
        self.assertFalse(order.has_access("read"))

        split = self.env["ecommerce.payment.split"].with_user(user)
        split = split.create({"match_id": match.id})

        self.assertEqual(split.line_ids.order_id.ids, order.ids)
