"""The back office: warehouse and bookkeeping, many orders at a time as staff does it.

Both look for what is left to do with the orders they are given, so that they can be run
again and again.
"""

from odoo.fields import Domain

from .orders import find_orders
from .trouble import OrderTrouble

LONGEST_WAY = 3  # transfers from the shelf to the customer: pick, pack, ship


def ship(env, numbers):
    """Send what is ready to the customers.

    :raise OrderTrouble: If something can't leave.
    """
    orders = _get_confirmed_orders(env, numbers)
    _deliver_services(orders)
    for _transfer in range(LONGEST_WAY):
        if pickings := _get_open_pickings(orders):
            pickings.with_context(skip_backorder=True, skip_sms=True).button_validate()
    if pickings := _get_open_pickings(orders):
        raise OrderTrouble(f"Not shipped: {', '.join(pickings.mapped('name'))}")


def _get_open_pickings(orders):
    """Return the transfers to the customers that are not done; returns are no such."""
    return orders.picking_ids.filtered(
        lambda picking: (
            picking.state not in ("done", "cancel") and not picking.return_id
        )
    )


def _deliver_services(orders):
    """Note that postage, fees and the like were rendered: no transfer does it."""
    for line in orders.order_line:
        is_manual = line.qty_delivered_method == "manual" and not line.is_delivery
        # A service that was given back has been invoiced before.
        if is_manual and not line.qty_delivered and not line.invoice_lines:
            line.qty_delivered = line.product_uom_qty


def invoice(env, numbers):
    """Invoice what was delivered; the payments settle the invoices at once."""
    due = _get_confirmed_orders(env, numbers).filtered(_is_invoice_missing)
    due -= _invoice_by_automation(env, due)
    if due:
        # Odoo's word for an invoice per order instead of one per customer.
        due._create_invoices(grouped=True).action_post()


def _invoice_by_automation(env, orders):
    """Let the automation invoice what it finds due.

    :return: The orders that were due.
    :raise OrderTrouble: If it fails with one.
    """
    step = env["ecommerce.automation"]._find("create_invoice")
    due = orders.search(step._get_due_domain() & Domain("id", "in", orders.ids))
    env["ecommerce.automation.runner"]._run_batch(step, due.ids)
    failures = env["ecommerce.failure"]._find(step, due.ids)
    if failures:
        raise OrderTrouble(f"Not invoiced: {failures.mapped('reason')}")
    return due


def _is_invoice_missing(order):
    """Tell whether something was delivered that is not invoiced.

    What came back and is not credited yet is to invoice for Odoo, too: below zero.
    """
    return any(line.qty_to_invoice > 0 for line in order.order_line)


def _get_confirmed_orders(env, numbers):
    """Return the orders of the file's numbers that staff may work on."""
    orders = env["sale.order"].concat(*find_orders(env, numbers).values())
    return orders.filtered(lambda order: order.state == "sale")
