"""Whether a request has changed records: no page does that by being opened."""

from contextlib import contextmanager

import psycopg2

from dev.shop import layout

TABLES = (
    "account_move",
    "account_payment",
    "ecommerce_cart_consent",
    "ecommerce_cart_reminder_mail",
    "ecommerce_failure",
    "ecommerce_notification",
    "ecommerce_refund",
    "ecommerce_refund_payment",
    "ecommerce_return",
    "ecommerce_return_line",
    "ecommerce_return_lookup",
    "mail_mail",
    "mail_message",
    "payment_transaction",
    "res_partner",
    "res_partner_bank",
    "sale_order",
    "sale_order_line",
    "stock_move",
    "stock_picking",
)
# Odoo changes carts on pages that are only opened, so they are watched apart.
CARTS = "(SELECT id FROM sale_order WHERE state = 'draft' AND website_id > 0)"
PARTS = {
    "sale_order": ("cart", f"id IN {CARTS}"),
    "sale_order_line": ("cart_line", f"order_id IN {CARTS}"),
    "mail_message": ("cart_message", f"model = 'sale.order' AND res_id IN {CARTS}"),
}
# Each version of a row has the number of the transaction that wrote it.
VERSION = """(
    SELECT ROW(COUNT(*), SUM(xmin::text::bigint))::text
      FROM {table} WHERE ({condition}) IS {truth})"""
# More than was delivered and not received back, or less than nothing.
WRONG_QUANTITIES = """
    SELECT line.id, SUM(back.requested_quantity), line.qty_delivered
      FROM ecommerce_return_line back
      JOIN ecommerce_return ret ON ret.id = back.return_id
       AND ret.state IN ('requested', 'approved', 'on_the_way')
      JOIN sale_order_line line ON line.id = back.order_line_id
  GROUP BY line.id
    HAVING SUM(back.requested_quantity) > line.qty_delivered
        OR MIN(back.requested_quantity) <= 0"""


def list_queries():
    """Return the query of each table's version, by the name of the table or part."""
    queries = {}
    for table in TABLES:
        part, condition = PARTS.get(table, ("", "FALSE"))
        values = {"table": table, "condition": condition}
        queries[table] = VERSION.format(truth="NOT TRUE", **values)
        if part:
            queries[part] = VERSION.format(truth="TRUE", **values)
    return queries


QUERIES = list_queries()
ALL_VERSIONS = f"SELECT {', '.join(QUERIES.values())}"


class Records:
    """The records of a database, as others have committed them."""

    def __init__(self, cursor):
        self.cursor = cursor

    def get_versions(self):
        """Return a text for each table, which changes with any of its rows."""
        self.cursor.execute(ALL_VERSIONS)
        return dict(zip(QUERIES, self.cursor.fetchone(), strict=True))

    def find_wrong_quantities(self):
        """Return the order lines whose returns have impossible quantities.

        :return: Their ids with the returned and the delivered quantity.
        """
        self.cursor.execute(WRONG_QUANTITIES)
        return self.cursor.fetchall()


@contextmanager
def watched(database):
    """Watch the records of a database during the block."""
    host = str(layout.get_socket_directory())
    connection = psycopg2.connect(host=host, user="odoo", dbname=database)
    connection.autocommit = True
    try:
        yield Records(connection.cursor())
    finally:
        connection.close()
