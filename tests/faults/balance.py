"""Counts per order of each event, to find missing and doubled ones."""

from collections import Counter, defaultdict

from dev.shop.api import run_sql

# Queries for the events that happen once to each order.
ONCE = {
    "confirmed": "SELECT id FROM sale_order WHERE state = 'sale'",
    "deliveries": "SELECT sale_id FROM stock_picking WHERE state != 'cancel'",
    "invoices": """
        SELECT DISTINCT line.order_id, move.id FROM account_move move
        JOIN account_move_line item ON item.move_id = move.id
        JOIN sale_order_line_invoice_rel rel ON rel.invoice_line_id = item.id
        JOIN sale_order_line line ON line.id = rel.order_line_id
        WHERE move.state = 'posted'""",
    "payments": """
        SELECT rel.sale_order_id FROM account_payment payment
        JOIN sale_order_transaction_rel rel
        ON rel.transaction_id = payment.payment_transaction_id""",
    "confirmation rows": """
        SELECT order_id FROM ecommerce_notification WHERE kind = 'confirmation'""",
    "confirmation mails": """
        SELECT DISTINCT message.res_id, message.id FROM mail_message message
        JOIN mail_notification notification
        ON notification.mail_message_id = message.id
        JOIN sale_order ON sale_order.id = message.res_id
        AND sale_order.partner_id = notification.res_partner_id
        WHERE message.model = 'sale.order'""",
}
SENT = {
    "invoice rows": """
        SELECT order_id FROM ecommerce_notification WHERE kind = 'invoice'""",
    "invoice mails": """
        SELECT DISTINCT mail.order_id, message.id FROM mail_message message
        JOIN mail_notification notification
        ON notification.mail_message_id = message.id
        JOIN account_move move ON move.id = message.res_id
        AND move.partner_id = notification.res_partner_id
        JOIN ecommerce_notification mail ON mail.move_id = move.id
        WHERE message.model = 'account.move'""",
}


def count_events(database, orders, what):
    """Return, for each event, how many orders it happened to how often.

    :param dict what: The queries by name; the first column is the order.
    """
    ids = [order["id"] for order in orders]
    return {name: count(database, ids, query) for name, query in what.items()}


def count(database, ids, query):
    """Return how many of the orders occur how often in a query's rows."""
    times = defaultdict(int)
    for row in run_sql(query, database):
        times[row.split("|")[0]] += 1
    return Counter(times[str(order_id)] for order_id in ids)


def count_transactions(database):
    """Return how many transactions have changed something and are still open."""
    (number,) = run_sql(
        "SELECT COUNT(*) FROM pg_stat_activity "
        "WHERE datname = current_database() AND backend_xid IS NOT NULL",
        database,
    )
    return int(number)


def find_failures(database):
    """Return the errors of failed automations."""
    return run_sql(
        "SELECT record_name, step.code, state, reason FROM ecommerce_failure "
        "JOIN ecommerce_automation step ON step.id = automation_id "
        "WHERE state != 'ignored' ORDER BY 1, 2",
        database,
    )


def format_table(events):
    """Return the counts as a table: the number of orders with none, one or more."""
    lines = [f"{'':<20}{'none':>6}{'once':>6}{'more':>6}"]
    for name, counts in events.items():
        more = sum(number for times, number in counts.items() if times > 1)
        lines.append(f"{name:<20}{counts[0]:>6}{counts[1]:>6}{more:>6}")
    return "\n".join(lines)
