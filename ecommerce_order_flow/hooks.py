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
    """Have the statuses of existing orders found in the background."""
    env.ref("ecommerce_order_flow.ecommerce_unknown_status_cron_queue")._trigger()


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
