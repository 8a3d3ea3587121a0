from odoo.tests import tagged
from odoo.tools import SQL

from ..common import OrderFlowCommon

# Enough that PostgreSQL prefers an index over reading all of them.
COPIES = 20_000
# The tables that grow with the orders, and their columns that must be unique.
BIG_TABLES = {
    "sale_order": "name",
    "payment_transaction": "reference",
    "account_move": "name",
    "stock_picking": "name",
    "stock_move": None,
}


@tagged("post_install", "-at_install")
class TestPlans(OrderFlowCommon):
    """Nothing that is idle reads all orders, payments, invoices or transfers."""

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
            "payment_transaction": order.transaction_ids,
            "account_move": order.invoice_ids,
            "stock_picking": order.picking_ids,
            "stock_move": order.picking_ids.move_ids,
        }
        cls.env.flush_all()
        for table in ("sale_order", "stock_picking"):  # Everything is told.
            query = SQL(
                "UPDATE %s SET pending_notification = NULL", SQL.identifier(table)
            )
            cls.env.cr.execute(query)
        for table, unique in BIG_TABLES.items():
            cls._multiply(table, unique)
        cls._link_payments()
        for table in (*BIG_TABLES, "sale_order_transaction_rel"):
            cls.env.cr.execute(SQL("ANALYZE %s", SQL.identifier(table)))

    @classmethod
    def _multiply(cls, table, unique):
        """Copy the settled order's record of a table."""
        record = cls.originals[table][:1]
        names = [
            field.name
            for field in record._fields.values()
            if field.store and field.column_type and field.name != "id"
        ]
        values = [
            SQL("%s || '-' || number", SQL.identifier(name))
            if name == unique
            else SQL.identifier(name)
            for name in names
        ]
        cls.env.cr.execute(
            SQL(
                "INSERT INTO %(table)s (%(names)s) SELECT %(values)s FROM %(table)s "
                "CROSS JOIN generate_series(1, %(count)s) AS number WHERE id = %(id)s",
                table=SQL.identifier(table),
                names=SQL(", ").join(map(SQL.identifier, names)),
                values=SQL(", ").join(values),
                count=COPIES,
                id=record.id,
            )
        )

    @classmethod
    def _link_payments(cls):
        order, tx = cls.originals["sale_order"], cls.originals["payment_transaction"]
        cls.env.cr.execute(
            "INSERT INTO sale_order_transaction_rel (sale_order_id, transaction_id) "
            "SELECT o.id, tx.id FROM sale_order o JOIN payment_transaction tx "
            "ON tx.reference = %s || substr(o.name, length(%s) + 1) "
            "WHERE o.id > %s AND tx.id > %s",
            [tx.reference, order.name, order.id, tx.id],
        )

    def _explain(self, query):
        """Return the nodes of PostgreSQL's plan."""
        self.env.cr.execute(SQL("EXPLAIN (FORMAT JSON) %s", query))
        (plan,) = self.env.cr.fetchone()[0]
        return list(self._flatten(plan["Plan"]))

    def _flatten(self, node):
        yield node
        for child in node.get("Plans", ()):
            yield from self._flatten(child)

    def _is_walk(self, node):
        """Return whether a node reads a whole table that grows, or its whole index."""
        if node.get("Relation Name") not in BIG_TABLES:
            return False
        is_all = node["Node Type"] == "Seq Scan"
        return is_all or (
            node["Node Type"].startswith("Index")
            and "Index Cond" not in node
            and node["Index Name"].endswith("_pkey")
        )

    def test_automations_find_what_is_due_by_an_index(self):
        automations = self.world["ecommerce.automation"].sudo().search([])
        runner = self.world["ecommerce.automation.runner"]
        found = []
        for automation in automations:
            model = automation._get_model()
            count = model._search(automation._get_open_domain()).select(SQL("COUNT(*)"))
            for query in (count, runner._get_open_query(automation)):
                walks = filter(self._is_walk, self._explain(query))
                found += [
                    (automation.code, node["Node Type"], node["Alias"])
                    for node in walks
                ]
        self.assertFalse(found)

    def test_screens_find_their_orders_by_an_index(self):
        Order = self.world["sale.order"]
        for index, domain, options in (
            (
                "sale_order_stage_idx",
                [("flow_stage", "=", "to_ship")],
                {"order": "date_order desc, id desc", "limit": 40},
            ),
            ("sale_order_late_idx", [("is_late", "=", True)], {}),
            ("sale_order_hold_idx", [("is_on_hold", "=", True)], {}),
        ):
            nodes = self._explain(Order._search(domain, **options).select())
            with self.subTest(index):
                self.assertIn(index, [node.get("Index Name") for node in nodes])
