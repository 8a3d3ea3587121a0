from odoo.tools import split_every
from odoo.tools.sql import column_exists, create_column

from .models.engine.const import ADDON

# Stored status fields with the types of their columns.
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
    "is_business": "bool",  # decides about the invoice rule
}
# Fields only used by the automations. These exclude older orders, for which the columns
# stay empty.
AUTOMATION_COLUMNS = {
    "pending_notification": "varchar",
    "cart_activity_at": "timestamp",
    "next_reminder_at": "timestamp",
    "ship_by": "date",
    "promised_on": "date",
}
# Stored fields of the transfers of eCommerce orders.
TRANSFER_COLUMNS = {"shipping_step": "varchar", "pending_notification": "varchar"}
# Fields that stay empty for transfers from before the automations.
TRANSFER_DATE_COLUMNS = {"ship_by": "date", "expected_delivery_on": "date"}
# Orders computed at once: larger batches need fewer scans of the moves.
BATCH_SIZE = 10_000


def pre_init_hook(env):
    """Create the columns of the stored statuses.

    Otherwise Odoo would compute them one by one.
    """
    create_columns(env.cr, "sale_order", {**STATUS_COLUMNS, **AUTOMATION_COLUMNS})
    create_columns(
        env.cr, "stock_picking", {**TRANSFER_COLUMNS, **TRANSFER_DATE_COLUMNS}
    )


def create_columns(cr, table, columns):
    """Create the missing columns of a table, given by name and type."""
    for name, column_type in columns.items():
        if not column_exists(cr, table, name):
            create_column(cr, table, name, column_type)


def post_init_hook(env):
    """Compute the statuses of existing orders and transfers."""
    find_statuses(env)
    find_shipping_steps(env)


def find_statuses(env):
    """Compute the statuses of the orders in a few queries."""
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
    """Compute the steps of the orders' transfers."""
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
    """Remove data that couldn't be removed after the uninstallation."""
    release_reservations(env)
    forget_inheritance(env)


def release_reservations(env):
    """Release the stock reserved for orders."""
    moves = env["stock.move"].search([("reservation_line_id", "!=", False)])
    env["ecommerce.stock.reservation"]._release_moves(moves)


def forget_inheritance(env):
    """Delete Odoo's records of what our models inherit from others.

    Each module that extends a model records it for all its heirs, in its own name.
    """
    ours = [name for name, model in env.items() if model._original_module == ADDON]
    for model_name, field_name in (
        ("ir.model.inherit", "model_id.model"),
        ("ir.model.fields.selection", "field_id.model"),
    ):
        inherited = env[model_name].search([(field_name, "in", ours)])
        env["ir.model.data"].search(
            [
                ("module", "!=", ADDON),
                ("model", "=", model_name),
                ("res_id", "in", inherited.ids),
            ]
        ).unlink()
