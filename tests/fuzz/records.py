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
# Each version of a row has the number of the transaction that wrote it.
VERSION = "(SELECT ROW(COUNT(*), SUM(xmin::text::bigint))::text FROM {table})"


class Records:
    """The records of a database, as others have committed them."""

    def __init__(self, cursor):
        self.cursor = cursor

    def get_versions(self):
        """Return a text for each table, which changes with any of its rows."""
        columns = ", ".join(VERSION.format(table=table) for table in TABLES)
        self.cursor.execute(f"SELECT {columns}")
        return dict(zip(TABLES, self.cursor.fetchone(), strict=True))


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
