"""Copies of orders and all related records, by a few SQL statements.

All records created while an `Original` is recorded are copied: references between them
are mapped to the copies, all others are kept.
"""

from contextlib import contextmanager
from datetime import timedelta

from odoo.tools import SQL

# The tables of records of an order, with their columns that must be unique.
NAMES_BY_TABLE = {
    "account_full_reconcile": (),
    "account_move": ("name",),
    "account_move_line": ("matching_number", "move_name"),
    "account_partial_reconcile": (),
    "account_payment": ("name",),
    "payment_transaction": ("reference",),
    "sale_order": ("name", "reference"),
    "sale_order_line": (),
    "stock_move": ("reference",),
    "stock_move_line": (),
    "stock_picking": ("name",),
    "stock_reference": ("name",),
}


class Copier:
    """Copies originals; knows the tables of one database.

    :param more_tables: Tables besides `NAMES_BY_TABLE` without unique columns.
    """

    def __init__(self, cr, more_tables=()):
        self.cr = cr
        self.names_by_table = NAMES_BY_TABLE | dict.fromkeys(more_tables, ())
        self.references = self._read_references()
        self.columns = self._read_columns()

    def _read_references(self):
        """Return table -> column -> table referred to, among our tables."""
        self.cr.execute(
            """
            SELECT key.conrelid::regclass::text, attribute.attname,
                   key.confrelid::regclass::text
              FROM pg_constraint key
              JOIN pg_attribute attribute ON attribute.attrelid = key.conrelid
               AND attribute.attnum = key.conkey[1]
             WHERE key.contype = 'f' AND key.confrelid::regclass::text = ANY(%s)
            """,
            [list(self.names_by_table)],
        )
        references = {table: {} for table in self.names_by_table}
        for table, column, target in self.cr.fetchall():
            if table in self.names_by_table or self._is_relation(table):
                references.setdefault(table, {})[column] = target
        return references

    def _is_relation(self, table):
        """Return whether a table is only a relation of two others."""
        self.cr.execute(
            "SELECT COUNT(*) = 2 AND NOT 'id' = ANY(array_agg(column_name)) "
            "FROM information_schema.columns WHERE table_name = %s",
            [table],
        )
        return self.cr.fetchone()[0]

    def _read_columns(self):
        """Return table -> its columns."""
        self.cr.execute(
            """
            SELECT table_name, array_agg(column_name::text ORDER BY ordinal_position)
              FROM information_schema.columns
             WHERE table_name = ANY(%s)
          GROUP BY table_name
            """,
            [list(self.references)],
        )
        return dict(self.cr.fetchall())

    @contextmanager
    def recorded(self):
        """Yield an `Original` of the records created within the block."""
        original = Original(self)
        before = self._read_last_ids()
        yield original
        after = self._read_last_ids()
        original.ranges = {table: (before[table], after[table]) for table in before}

    def _read_last_ids(self):
        last_ids = {}
        for table in self.names_by_table:
            query = SQL("SELECT COALESCE(MAX(id), 0) FROM %s", SQL.identifier(table))
            self.cr.execute(query)
            last_ids[table] = self.cr.fetchone()[0]
        return last_ids

    def finish(self):
        """Set the sequences after the copies, and analyze the tables."""
        for table, last_id in self._read_last_ids().items():
            self.cr.execute(f"SELECT setval('{table}_id_seq', %s)", [last_id or 1])
        for table in self.columns:
            self.cr.execute(SQL("ANALYZE %s", SQL.identifier(table)))


class Original:
    """The rows that belong to one order.

    `spread` are the dates that are earlier in each further copy, by table, and the time
    over which they are spread.
    """

    def __init__(self, copier):
        self.copier = copier
        self.ranges = {}
        self.copies = 0
        self.spread = {}, timedelta()

    def multiply(self, count):
        """Create copies."""
        cr = self.copier.cr
        # The references are right by construction; checking each takes long.
        cr.execute("SET LOCAL session_replication_role = replica")
        next_ids = {
            table: last_id + 1
            for table, last_id in self.copier._read_last_ids().items()
        }
        for table in self.copier.columns:
            cr.execute(self._get_statement(table, next_ids, count))
        cr.execute("SET LOCAL session_replication_role = DEFAULT")
        self.copies += count

    def _get_statement(self, table, next_ids, count):
        """Return the statement that copies the rows of one table."""
        columns = self.copier.columns[table]
        return SQL(
            """
            INSERT INTO %(table)s (%(columns)s)
            SELECT %(values)s
              FROM %(table)s
        CROSS JOIN generate_series(0, %(last)s) AS number
             WHERE %(is_original)s
            """,
            table=SQL.identifier(table),
            columns=SQL(", ").join(map(SQL.identifier, columns)),
            values=SQL(", ").join(
                self._get_value(table, column, next_ids, count) for column in columns
            ),
            last=count - 1,
            is_original=self._get_condition(table),
        )

    def _get_value(self, table, column, next_ids, count):
        """Return the value of a copy's column."""
        dates, time = self.spread
        value = SQL.identifier(column)
        target = table if column == "id" else self.copier.references[table].get(column)
        if target:
            return self._get_copied_id(value, target, next_ids[target])
        if column in self.copier.names_by_table.get(table, ()):
            return SQL("%s || '-' || number + %s", value, self.copies + 1)
        if column in dates.get(table, ()):
            return self._get_earlier(value, time / max(count, 1))
        return value

    def _get_earlier(self, value, time):
        """Return a date that is earlier in each further copy."""
        return SQL("%s - date_trunc('second', number * %s)", value, time)

    def _get_copied_id(self, value, target, next_id):
        """Return the id of the copy of a row.

        An id outside of the original is kept.
        """
        before, last = self.ranges[target]
        return SQL(
            "CASE WHEN %(value)s BETWEEN %(first)s AND %(last)s "
            "THEN %(next)s + number * %(size)s + %(value)s - %(first)s "
            "ELSE %(value)s END",
            value=value,
            first=before + 1,
            last=last,
            next=next_id,
            size=last - before,
        )

    def _get_condition(self, table):
        """Return the condition of the original's rows in a table."""
        if table in self.ranges:
            column, target = "id", table
        else:
            column, target = min(self.copier.references[table].items())
        before, last = self.ranges[target]
        return SQL("%s BETWEEN %s AND %s", SQL.identifier(column), before + 1, last)
