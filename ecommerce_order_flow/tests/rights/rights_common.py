from contextlib import contextmanager

import psycopg2

from odoo.exceptions import AccessError, UserError
from odoo.tools import SQL, mute_logger

from ..returns.returns_common import ReturnsCommon
from .records import EXISTING, Case
from .roles import OUTSIDE, ROLES, STAFF

ADDON = "ecommerce_order_flow"
EXPORT = "base.group_allow_export"


class RightsCommon(ReturnsCommon):
    """A shop with a user of each role, in it and in another company, and two cases.

    `own` is the customer's, and the salesperson's who sees own orders only; `other` is
    the order of the same customer with another salesperson.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._create_customers()
        cls.users = {name: cls._create_role(name) for name in ROLES}
        cls.other_company = cls.world["res.company"].create({"name": "Other"})
        cls.other_users = {
            name: cls._create_role(
                name,
                f"other_{name}",
                company_id=cls.other_company.id,
                company_ids=cls.other_company.ids,
            )
            for name in STAFF
        }
        cls.journal = cls.company_data["default_journal_bank"]
        cls.own = cls._create_case(cls.users["seller"])
        cls.other = cls._create_case(cls.users["sales"])

    @classmethod
    def _create_customers(cls):
        """Create a company with two people, of whom one orders."""
        company = cls.world["res.partner"].create({"name": "Acme", "is_company": True})
        cls.contacts = {
            name: cls.world["res.partner"].create(
                {
                    "name": name,
                    "parent_id": parent,
                    "email": f"{name}@example.com",
                    "country_id": cls.world.ref("base.de").id,
                }
            )
            for name, parent in (
                ("customer", company.id),
                ("colleague", company.id),
                ("stranger", False),
            )
        }
        # Nobody has checked it.
        cls.world["res.partner.bank"].create(
            {"acc_number": "DE89370400440532013000", "partner_id": company.id}
        )

    @classmethod
    def _create_role(cls, name, login=None, **values):
        if name == "visitor":
            return cls.world.ref("base.public_user")
        if name in OUTSIDE:
            values["partner_id"] = cls.contacts[name].id
            return cls._create_user(name, ROLES[name].groups, **values)
        groups = f"base.group_user,{EXPORT},{ROLES[name].groups}"
        return cls._create_user(login or name, groups, **values)

    # === CASES === #

    @classmethod
    def _create_case(cls, salesperson):
        """Return a paid and invoiced order, with a record of each of our models."""
        order = cls._arrange(
            cls._create_confirmed_order(
                partner_id=cls.contacts["customer"].id, user_id=salesperson.id
            )
        )
        tx = cls._pay(order)
        core = {
            "picking": order.picking_ids,
            "invoice": cls._invoice(order),
            "tx": tx,
            "carrier": cls._prepare_carrier(
                cls._prepare_carrier_product(), company_id=order.company_id.id
            ),
            "journal": cls.journal,
            "bank_line": cls.world["account.bank.statement.line"].create(
                {"journal_id": cls.journal.id, "payment_ref": "Lantern", "amount": 1.0}
            ),
        }
        sudo_env = cls.world(su=True)
        return Case(sudo_env, order.with_env(sudo_env), **core).build()

    # === TRYING === #

    @contextmanager
    def _undoing(self):
        """Take back what is done within, and what the cache knows of it."""
        with self.env.cr.savepoint() as savepoint:
            self.env.invalidate_all()
            try:
                yield
            finally:
                savepoint.close(rollback=True)

    def _try(self, records, act):
        """Do something with records and undo it, all in the hands of who has them.

        :return: Why it isn't allowed, or the empty text. What is refused for another
            reason was allowed.
        """
        with (
            self._undoing(),
            mute_logger(
                "odoo.models", "odoo.sql_db", "odoo.addons.base.models.ir_rule"
            ),
        ):
            try:
                act()
                records.env.flush_all()
            except AccessError as error:
                return str(error) or "no"
            except (UserError, psycopg2.Error):
                return ""
        return ""

    def _fails(self, records, act):
        """Return whether it is refused, for whatever reason; it is undone."""
        with self._undoing(), mute_logger("odoo.models", "odoo.sql_db"):
            try:
                act()
                records.env.flush_all()
            except UserError:
                return True
            except psycopg2.Error:
                return False
        return False

    def _refuses(self, act):
        """Return whether something is refused that is undone with what is around it.

        It is much faster, for what is refused changes nothing.
        """
        with mute_logger("odoo.models", "odoo.addons.base.models.ir_rule"):
            try:
                act()
            except UserError:
                return True
        return False

    def _as(self, role, records, is_other_company=False):
        """Return records in the hands of a role, here or of another company."""
        users = self.other_users if is_other_company else self.users
        return records.with_env(self.env(user=users[role], su=False, context={}))

    def _make_creator(self, role, records):
        """Let records be those that a role created."""
        self.env.flush_all()
        for record in records:
            self.env.cr.execute(
                SQL(
                    "UPDATE %s SET create_uid = %s WHERE id = %s",
                    SQL.identifier(record._table),
                    self.users[role].id,
                    record.id,
                )
            )
        self.env.invalidate_all()

    def _list_models(self):
        """Return our models that have records."""
        return {
            name
            for name, model in self.env.items()
            if model._original_module == ADDON and not model._abstract
        }

    def _is_shared(self, name):
        """Return whether no other record of a model is created for a test."""
        return name in EXISTING
