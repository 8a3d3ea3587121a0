from odoo.tools import split_every
from odoo.tools.sql import column_exists, create_column

# The stored status fields and their columns' types.
STATUS_COLUMNS = {
    "payment_status": "varchar",
    "amount_received": "numeric",
    "amount_refunded": "numeric",
    "fulfillment_status": "varchar",
    "return_status": "varchar",
    "flow_stage": "varchar",
}
# What only the automations ask for. They leave orders from before alone, so these
# columns stay empty for them.
AUTOMATION_COLUMNS = {
    "owed_mail": "varchar",
    "is_business": "bool",
    "invoicing_status": "varchar",
    "cart_activity_on": "timestamp",
    "next_reminder_on": "timestamp",
}
# Orders whose statuses are found at once: the more, the fewer scans of the moves.
BATCH_SIZE = 10_000


def pre_init_hook(env):
    """Create the columns of the stored statuses, lest Odoo computes them one by one."""
    for name, column_type in {**STATUS_COLUMNS, **AUTOMATION_COLUMNS}.items():
        if not column_exists(env.cr, "sale_order", name):
            create_column(env.cr, "sale_order", name, column_type)


def post_init_hook(env):
    """Find the statuses of the orders that are there already, all in a few queries."""
    Order = env["sale.order"].with_context(active_test=False)
    web_orders = Order.search([("website_id", "!=", False)], order="id")
    fields = [Order._fields[name] for name in STATUS_COLUMNS]
    for order_ids in split_every(BATCH_SIZE, web_orders.ids):
        orders = Order.browse(order_ids)
        with env.protecting(fields, orders):
            orders._compute_payment_status()
            orders._compute_fulfillment_status()
            orders._compute_return_status()
            orders._compute_flow_stage()
        orders.flush_recordset(STATUS_COLUMNS)
        env.invalidate_all()
