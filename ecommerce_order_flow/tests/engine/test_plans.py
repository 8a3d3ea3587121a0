from collections import Counter
from datetime import timedelta
from unittest.mock import patch

from odoo import fields
from odoo.sql_db import Cursor
from odoo.tests import new_test_user, tagged
from odoo.tools import SQL

from ..common import OrderFlowCommon
from ..screens import SCREENS, find_screen

COPIES = 100_000
# The tables that grow with the orders, and their columns that must be unique.
BIG_TABLES = {
    "sale_order": "name",
    "sale_order_line": None,
    "payment_transaction": "reference",
    "account_move": "name",
    "account_move_line": None,
    "stock_picking": "name",
    "stock_move": None,
}
# Dates of the copies are as many minutes apart: the oldest are three years old.
MINUTES_BETWEEN = 15
DATES = ("date_order", "date_done", "last_state_change")
# Rows that may be read if nothing is due, and by a screen: Odoo's lists count up to
# 10,000 records, and the board the orders done in a month.
MOST_DUE, MOST_SHOWN = 100, 12_000


@tagged("post_install", "-at_install")
class TestPlans(OrderFlowCommon):
    """Nothing reads all orders, payments, invoices or transfers of a big shop."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        order = cls._create_confirmed_order()
        cls._pay(order)
        cls._do_transfer(order)
        cls._invoice(order)
        order = cls._arrange(order)
        cls.originals = {
            "sale_order": order,
            "sale_order_line": order.order_line,
            "payment_transaction": order.transaction_ids,
            "account_move": order.invoice_ids,
            "account_move_line": order.invoice_ids.line_ids,
            "stock_picking": order.picking_ids,
            "stock_move": order.picking_ids.move_ids,
        }
        cls._settle(order)
        cls._open_second_shop()
        cls.first_copies = {}
        cls.env.cr.execute("SET LOCAL session_replication_role = replica")
        for table, unique in BIG_TABLES.items():
            cls._multiply(table, unique)
        cls._link_payments()
        cls.env.cr.execute("SET LOCAL session_replication_role = DEFAULT")
        for table in (*BIG_TABLES, "sale_order_transaction_rel"):
            cls.env.cr.execute(SQL("ANALYZE %s", SQL.identifier(table)))
        cls.env.invalidate_all()

    @classmethod
    def _settle(cls, order):
        """Leave nothing to do for the order that is copied."""
        transfer = order.picking_ids
        transfer.delivered_on = transfer._get_shipping_calendar()._get_today()
        cls.env.flush_all()
        for table in ("sale_order", "stock_picking"):  # Everything is told.
            query = SQL(
                "UPDATE %s SET pending_notification = NULL", SQL.identifier(table)
            )
            cls.env.cr.execute(query)

    @classmethod
    def _open_second_shop(cls):
        """Open another website, with automations since another date."""
        website = cls.env["website"].create({"name": "Second Shop"})
        website.automations_since = fields.Datetime.now() - timedelta(days=1)
        first = website.search([("id", "!=", website.id)])
        first.automations_since = fields.Datetime.now() - timedelta(days=2000)
        cls.env.flush_all()

    @classmethod
    def _multiply(cls, table, unique):
        """Copy the settled order's record of a table.

        Copies refer to each other as the originals do.
        """
        record = cls.originals[table][:1]
        columns = [
            field
            for field in record._fields.values()
            if field.store and field.column_type and field.name != "id"
        ]
        names = [field.name for field in columns]
        cls.env.cr.execute(
            SQL(
                "INSERT INTO %(table)s (%(names)s) SELECT %(values)s FROM %(table)s "
                "CROSS JOIN generate_series(1, %(count)s) AS number WHERE id = %(id)s",
                table=SQL.identifier(table),
                names=SQL(", ").join(map(SQL.identifier, names)),
                values=SQL(", ").join(
                    cls._get_copied(record, field, unique) for field in columns
                ),
                count=COPIES,
                id=record.id,
            )
        )
        last_copy = SQL("SELECT MAX(id) FROM %s", SQL.identifier(table))
        [(last_id,)] = cls.env.execute_query(last_copy)
        cls.first_copies[table] = last_id - COPIES + 1

    @classmethod
    def _get_copied(cls, record, field, unique):
        value = SQL.identifier(field.name)
        if field.name == unique:
            return SQL("%s || '-' || number", value)
        if field.name in DATES:
            return SQL("%s - number * %s", value, timedelta(minutes=MINUTES_BETWEEN))
        if field.type == "many2one" and record[field.name]:
            table = record[field.name]._table
            is_copied = record[field.name] == cls.originals.get(table, record)[:1]
            if is_copied and table in cls.first_copies:
                return SQL("%s + number", cls.first_copies[table] - 1)
        return value

    @classmethod
    def _link_payments(cls):
        first_order = cls.first_copies["sale_order"]
        first_payment = cls.first_copies["payment_transaction"]
        cls.env.cr.execute(
            "INSERT INTO sale_order_transaction_rel (sale_order_id, transaction_id) "
            "SELECT %s + number, %s + number FROM generate_series(0, %s) AS number",
            [first_order, first_payment, COPIES - 1],
        )

    # === HELPERS === #

    def _count_read(self, query):
        """Return the number of rows that a query reads, by table that grows."""
        self.env.cr.execute(SQL("EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) %s", query))
        (plan,) = self.env.cr.fetchone()[0]
        counts = Counter()
        for node in self._flatten(plan["Plan"]):
            if (table := node.get("Relation Name")) in BIG_TABLES:
                rows = sum(
                    node.get(key, 0)
                    for key in (
                        "Actual Rows",
                        "Rows Removed by Filter",
                        "Rows Removed by Index Recheck",
                        "Rows Removed by Join Filter",
                    )
                )
                counts[table] += rows * node["Actual Loops"]
        return counts

    def _flatten(self, node):
        yield node
        for child in node.get("Plans", ()):
            yield from self._flatten(child)

    def _find_reading(self, query, most):
        """Return the tables of which a query reads too many rows, and how many."""
        return {
            table: count
            for table, count in self._count_read(query).items()
            if count > most
        }

    def _list_statements(self, function):
        """Return the SELECT statements that a function executes."""
        statements, execute = [], Cursor.execute

        def record(cursor, query, params=None, log_exceptions=True):
            code = query if isinstance(query, SQL) else SQL(query, *(params or ()))
            if code.code.lstrip().startswith(("SELECT", "WITH")):
                statements.append(code)
            return execute(cursor, query, params, log_exceptions)

        with patch.object(Cursor, "execute", record):
            function()
        return statements

    # === TESTS === #

    def test_automations_read_little_if_nothing_is_due(self):
        runner, found = self.world["ecommerce.automation.runner"], []
        for automation in self.world["ecommerce.automation"].sudo().search([]):
            model = automation._get_model()
            open_records = model._search(automation._get_open_domain())
            count = open_records.select(SQL("COUNT(*)"))
            found += [
                (automation.code, reading)
                for query in (count, runner._get_open_query(automation))
                if (reading := self._find_reading(query, MOST_DUE))
            ]
        self.assertFalse(found)

    def test_screens_read_little_more_than_they_show(self):
        groups = (
            "sales_team.group_sale_manager,stock.group_stock_user,"
            "account.group_account_invoice"
        )
        keeper = new_test_user(self.world, login="keeper", groups=groups)
        env, found = self.env(user=keeper), []
        for name in SCREENS:
            find_screen(env, name).open()  # What is cached is no matter here.
            env.invalidate_all()
            statements = self._list_statements(find_screen(env, name).open)
            self.assertTrue(statements)
            found += [
                (name, reading, statement.code)
                for statement in statements
                if (reading := self._find_reading(statement, MOST_SHOWN))
            ]
        self.assertFalse(found)
