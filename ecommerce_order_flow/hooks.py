from odoo.tools import split_every
from odoo.tools.sql import column_exists, create_column

# The stored status fields and their columns' types.
STATUS_COLUMNS = {
    "payment_status": "varchar",
    "amount_received": "numeric",
    "amount_refunded": "numeric",
    "amount_authorized": "numeric",
    "amount_owed": "numeric",
    "fulfillment_status": "varchar",
    "delivered_on": "date",
    "return_status": "varchar",
    "flow_stage": "varchar",
    "flow_issues": "varchar",
    "invoicing_status": "varchar",
    "amount_to_bill": "numeric",
    "amount_to_credit": "numeric",
    "is_invoice_due": "bool",
    "is_invoiceable": "bool",
    "is_invoice_missing": "bool",
    "is_payment_unmatched": "bool",
    "is_business": "bool",  # which rule for invoices holds
}
# What only the automations ask for. They leave orders from before alone, so these
# columns stay empty for them.
AUTOMATION_COLUMNS = {
    "pending_notification": "varchar",
    "cart_activity_at": "timestamp",
    "next_reminder_at": "timestamp",
    "ship_by": "date",
    "promised_on": "date",
}
# What the transfers of web orders do.
TRANSFER_COLUMNS = {"shipping_step": "varchar", "pending_notification": "varchar"}
# What stays empty for transfers from before the automations.
TRANSFER_DATE_COLUMNS = {"ship_by": "date", "expected_delivery_on": "date"}
# Orders whose statuses are found at once: the more, the fewer scans of the moves.
BATCH_SIZE = 10_000


def pre_init_hook(env):
    """Create the columns of the stored statuses, lest Odoo computes them one by one."""
    create_columns(env.cr, "sale_order", {**STATUS_COLUMNS, **AUTOMATION_COLUMNS})
    create_columns(
        env.cr, "stock_picking", {**TRANSFER_COLUMNS, **TRANSFER_DATE_COLUMNS}
    )


def create_columns(cr, table, columns):
    """Create the columns that a table lacks, given by name and type."""
    for name, column_type in columns.items():
        if not column_exists(cr, table, name):
            create_column(cr, table, name, column_type)


def post_init_hook(env):
    """Find what orders and transfers that are there already show."""
    find_statuses(env)
    find_shipping_steps(env)


def find_statuses(env):
    """Find the statuses of the orders, all in a few queries."""
    Order = env["sale.order"].with_context(active_test=False)
    web_orders = Order.search([("website_id", "!=", False)], order="id")
    fields = [Order._fields[name] for name in STATUS_COLUMNS]
    for order_ids in split_every(BATCH_SIZE, web_orders.ids):
        orders = Order.browse(order_ids)
        with env.protecting(fields, orders):
            orders._compute_is_business()
            orders._compute_flow_status()
        orders.flush_recordset(STATUS_COLUMNS)
        env.invalidate_all()


def find_shipping_steps(env):
    """Find what the transfers of the orders do."""
    Picking = env["stock.picking"]
    transfers = Picking.search([("website_id", "!=", False)], order="id")
    dates = [Picking._fields[name] for name in TRANSFER_DATE_COLUMNS]
    for transfer_ids in split_every(BATCH_SIZE, transfers.ids):
        with env.protecting(dates, transfers):
            env.add_to_compute(
                Picking._fields["shipping_step"], Picking.browse(transfer_ids)
            )
            env["stock.picking"].flush_model(["shipping_step"])
        env.invalidate_all()


def uninstall_hook(env):
    """Release what is reserved for orders: nobody could do so afterwards."""
    moves = env["stock.move"].search([("reservation_line_id", "!=", False)])
    env["ecommerce.stock.reservation"]._release_moves(moves)
