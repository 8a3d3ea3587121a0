from .records import EXISTING
from .rights_common import RightsCommon
from .roles import ROLES, STAFF
from .tables import get_rights, read_table

MODELS = read_table("models")
OPERATIONS = {"C": "create", "R": "read", "W": "write", "D": "unlink"}


class ModelRights(RightsCommon):
    """Each role does with our records what the table says, and nothing else."""

    def _list_cells(self):
        """Yield each row with each role: letters, and whether for own records only."""
        for row in MODELS:
            for role in ROLES:
                yield row, role, *get_rights(row[ROLES[role].column])

    def _prepare(self, row, role):
        """Return the model's record that is the role's, and the one that isn't."""
        name = row["model"]
        own, other = self.own.records[name], self.other.records[name]
        if row["of"] == "user":
            self._make_creator(role, self._list_with_windows(name))
        return self._as(role, own), self._as(role, other)

    def _list_with_windows(self, name):
        """Return the record of a window, its lines, and the one it is a line of."""
        transient = {
            other: record
            for other, record in self.own.records.items()
            if record._transient
        }
        window = min(
            (it for it in transient if f"{name}.".startswith(f"{it}.")), key=len
        )
        return [
            record
            for other, record in transient.items()
            if f"{other}.".startswith(f"{window}.")
        ]

    def _collect_cells(self, find):
        """Return what a function yields of each cell, as lines."""
        return [
            f"{row['model']}, {role}: {difference}"
            for row, role, letters, is_own in self._list_cells()
            for difference in find(row, role, letters, is_own)
        ]

    # === ROWS === #

    def test_each_model_has_a_row(self):
        names = [row["model"] for row in MODELS]

        self.assertEqual(len(names), len(set(names)))
        self.assertEqual(set(names), self._list_models())

    def test_each_model_has_a_record_to_try_it_with(self):
        self.assertEqual(set(self.own.records), self._list_models())
        for name, record in self.own.records.items():
            self.assertTrue(record.exists(), name)

    # === WHAT ROLES MAY === #

    def test_access_rights_to_records(self):
        self.assertFalse(self._collect_cells(self._find_wrong_access))

    def _find_wrong_access(self, row, role, letters, _is_own):
        with self._undoing():
            own, _other = self._prepare(row, role)
            for letter, operation in OPERATIONS.items():
                records = own.browse() if letter == "C" else own
                expected = letter in letters or letter.lower() in letters
                if records.has_access(operation) != expected:
                    yield f"{operation} is {'refused' if expected else 'allowed'}"

    def test_reading_records(self):
        self.assertFalse(self._collect_cells(self._find_wrong_reading))

    def _find_wrong_reading(self, row, role, letters, _is_own):
        with self._undoing():
            own, _other = self._prepare(row, role)
            for name, act in self._list_ways_to_read(own):
                if "R" in letters:
                    if reason := self._try(own, act):
                        yield f"{name} is refused: {reason}"
                elif not self._refuses(act):
                    yield f"{name} is allowed"

    def _list_ways_to_read(self, record):
        domain = [("id", "in", record.ids)]
        return (
            ("search", lambda: record.search(domain).ensure_one()),
            ("search_read", lambda: record.search_read(domain, ["id"])),
            ("read", lambda: record.read(self._list_readable_fields(record))),
            ("group", lambda: record._read_group(domain, [], ["__count"])),
            ("board", lambda: record.formatted_read_group(domain, [], ["__count"])),
            ("name_search", lambda: record.name_search("", domain)),
            ("export", lambda: self._export(record)),
        )

    def _list_readable_fields(self, record):
        """Return all fields but lists of what a role has no right to."""
        return [
            name
            for name, field in record._fields.items()
            if record._has_field_access(field, "read")
            and (
                not field.relational
                or record.env[field.comodel_name].has_access("read")
            )
        ]

    def _export(self, record):
        """Export a record as `export_data` does, once it has asked who may export."""
        return record._export_rows([["id"], ["display_name"]])

    def test_changing_records(self):
        self.assertFalse(self._collect_cells(self._find_wrong_change))

    def _find_wrong_change(self, row, role, letters, _is_own):
        with self._undoing():
            own, _other = self._prepare(row, role)
            ways = self._list_ways_to_change(own, row["model"])
            for letter, name, act in ways:
                if letter in letters:
                    if reason := self._try(own, act):
                        yield f"{name} is refused: {reason}"
                elif not self._refuses(act):
                    yield f"{name} is allowed"

    def _list_ways_to_change(self, record, name):
        values = self.own.get_values(name)
        change = self._get_change(record)
        ways = [
            ("C", "create", lambda: record.browse().create(values)),
            ("C", "copy", record.copy),
            ("W", "write", lambda: record.write(change)),
        ]
        if name in EXISTING:  # Others hang on it; whether it is allowed is asked above.
            return ways
        return [*ways, ("D", "unlink", record.unlink)]

    def _get_change(self, record):
        """Return a value that whoever may write the record may write."""
        names = sorted(
            (field.readonly, field.type != "char", name)
            for name, field in record._fields.items()
            if field.store
            and not field.related
            and field.type in ("char", "text", "integer", "float", "many2one")
            and name not in ("id", "create_uid", "write_uid", "create_date")
        )
        name = names[0][-1]
        return {name: record.sudo().read([name], load="")[0][name]}

    # === WHOSE RECORDS === #

    def test_own_records_only(self):
        self.assertFalse(self._collect_cells(self._find_others))

    def _find_others(self, row, role, letters, is_own):
        """Yield what a role learns of another one's record, and must not."""
        with self._undoing():
            own, other = self._prepare(row, role)
            is_own = is_own or (row["of"] == "user" and letters)
            if own == other or not is_own:
                return
            both = own | other
            if both.search([("id", "in", both.ids)]) != own:
                yield "finds the records of others"
            if not self._try(other, lambda: other.read(["id", "display_name"])):
                yield "reads the records of others"
            if not self._try(other, lambda: self._export(other)):
                yield "exports the records of others"
            if letters & {"W", "w"} and other.has_access("write"):
                yield "writes the records of others"
            if "D" in letters and other.has_access("unlink"):
                yield "deletes the records of others"

    def test_those_who_see_all_see_those_of_others(self):
        self.assertFalse(self._collect_cells(self._find_missing))

    def _find_missing(self, row, role, letters, is_own):
        if "R" not in letters or is_own or row["of"] == "user":
            return
        with self._undoing():
            _own, other = self._prepare(row, role)
            if reason := self._try(other, lambda: other.read(["id", "display_name"])):
                yield f"can't read others: {reason}"

    def test_no_records_of_other_companies(self):
        shared = {row["model"] for row in MODELS if row["of"] == "all"}
        differences = [
            f"{name}, {role}: {difference}"
            for name in self._list_models() - shared
            for role in STAFF
            for difference in self._find_foreign(role, self.own.records[name])
        ]

        self.assertFalse(differences)

    def _find_foreign(self, role, record):
        """Yield what somebody of another company learns of a record."""
        record = self._as(role, record, is_other_company=True)
        for operation in ("read", "write", "unlink"):
            if record.has_access(operation):
                yield f"may {operation}"
        with self._undoing():
            if record.browse().has_access("read"):
                if record.search_count([("id", "in", record.ids)]):
                    yield "finds"
                if record.name_search("", [("id", "in", record.ids)]):
                    yield "finds by name"
        if not self._try(record, lambda: record.read(["id", "display_name"])):
            yield "reads"
