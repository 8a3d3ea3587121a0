from .rights_common import ADDON, RightsCommon
from .roles import ROLES
from .tables import read_table

OURS = f"odoo.addons.{ADDON}."
METHODS = read_table("methods")
# What the methods that need something are called with.
ARGUMENTS = {
    "action_open_barcode": ["WH/OUT/00001"],
    "find": ["S00001"],
    "open_parcel": ["sale.order", 0],
    "receive": ["sale.order", 0, []],
}


class MethodRights(RightsCommon):
    """Each role does by our buttons, and by RPC, what the table says."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.windows = {
            row["model"] for row in read_table("models") if row["of"] == "user"
        }
        cls.own_records = cls._collect_records(cls.own)
        cls.other_records = cls._collect_records(cls.other)

    @classmethod
    def _collect_records(cls, case):
        return {
            **case.records,
            "sale.order": case.order,
            "stock.picking": case.core["picking"],
            "payment.transaction": case.core["tx"],
            "ecommerce.return.desk": case.env["ecommerce.return.desk"],
            "res.config.settings": case.env["res.config.settings"].create({}),
        }

    def _list_methods(self):
        """Return our methods that RPC may call, by model, without overrides.

        Overrides ask what they override: its rights are Odoo's.
        """
        methods = set()
        for name, model in self.env.items():
            for method in self._list_public_methods(type(model)):
                function = getattr(type(model), method)
                if not getattr(function, "_api_private", False):
                    methods.add((name, method))
        return methods

    def _list_public_methods(self, model):
        """Return the names of callables that only classes of ours define."""
        ours, others = set(), set()
        for cls in model.__mro__:
            found = ours if cls.__module__.startswith(OURS) else others
            found |= {name for name, value in vars(cls).items() if callable(value)}
        return {name for name in ours - others if not name.startswith("_")}

    # === ROWS === #

    def test_each_method_has_a_row(self):
        listed = [
            (row["model"], name) for row in METHODS for name in row["methods"].split()
        ]

        self.assertEqual(len(listed), len(set(listed)))
        self.assertEqual(set(listed), self._list_methods())

    def test_each_role_of_the_rows_is_known(self):
        names = {name.rstrip("+") for row in METHODS for name in row["who"].split()}

        self.assertFalse(names - set(ROLES) - {"everyone", "-"})

    # === CALLING === #

    def test_calling(self):
        differences = [
            f"{row['model']}.{name}, {role}: {difference}"
            for row in METHODS
            for name in row["methods"].split()
            for role in ROLES
            for difference in self._find_wrong_call(row, name, role)
        ]

        self.assertFalse(differences)

    def _find_wrong_call(self, row, name, role):
        who = row["who"].split()
        is_allowed = bool({"everyone", role, f"{role}+"} & set(who))
        with self._undoing():
            own = self.own_records[row["model"]]
            if row["model"] in self.windows:
                self._make_creator(role, own)
            reason = self._call(self._as(role, own), name)
            if bool(reason) == is_allowed:
                yield reason or "is allowed"
            other = self._as(role, self.other_records[row["model"]])
            is_of_own = role == "seller" and role in who and other != own
            if is_of_own and not self._call(other, name):
                yield "is allowed for orders of others"

    def _call(self, record, name):
        """Call a method as RPC does.

        :return: Why it isn't allowed, or the empty text.
        """
        arguments = ARGUMENTS.get(name, ())
        return self._try(record, lambda: getattr(record, name)(*arguments))

    def test_no_methods_for_other_companies(self):
        differences = [
            f"{row['model']}.{name}, {role}"
            for row in METHODS
            if row["who"] not in ("everyone", "-") and not self._is_of_all(row)
            for name in row["methods"].split()
            if name not in ARGUMENTS
            for role in self.other_users
            if not self._call(
                self._as(role, self.own_records[row["model"]], is_other_company=True),
                name,
            )
        ]

        self.assertFalse(differences)

    def _is_of_all(self, row):
        """Return whether a method's records are no company's."""
        return row["model"] in ("ecommerce.automation", "res.config.settings")
