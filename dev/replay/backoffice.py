"""Back office: warehouse and accounting, many orders at a time like staff.

Both search for open work of the given orders, so that they can be repeated.
"""

from odoo.fields import Domain

from .orders import find_orders
from .trouble import OrderTrouble

LONGEST_WAY = 3  # transfers of a delivery: pick, pack, ship


def ship(env, numbers):
    """Ship everything that is ready.

    :raise OrderTrouble: If something can't be shipped.
    """
    orders = _get_confirmed_orders(env, numbers)
    _deliver_services(orders)
    for _transfer in range(LONGEST_WAY):
        if pickings := _get_open_pickings(orders):
            pickings.with_context(skip_backorder=True, skip_sms=True).button_validate()
    if pickings := _get_open_pickings(orders):
        raise OrderTrouble(f"Not shipped: {', '.join(pickings.mapped('name'))}")


def _get_open_pickings(orders):
    """Return the open transfers to customers, without returns."""
    return orders.picking_ids.filtered(
        lambda picking: (
            picking.state not in ("done", "cancel") and not picking.return_id
        )
    )


def _deliver_services(orders):
    """Set services like postage and fees as delivered: no transfer does it."""
    for line in orders.order_line:
        is_manual = line.qty_delivered_method == "manual" and not line.is_delivery
        # A service that was returned has been invoiced before.
        if is_manual and not line.qty_delivered and not line.invoice_lines:
            line.qty_delivered = line.product_uom_qty


def invoice(env, numbers):
    """Invoice what was delivered; payments settle the invoices at once."""
    due = _get_confirmed_orders(env, numbers).filtered(_is_invoice_missing)
    due -= _invoice_by_automation(env, due)
    if due:
        # Odoo's parameter for an invoice per order instead of one per customer.
        due._create_invoices(grouped=True).action_post()


def _invoice_by_automation(env, orders):
    """Run the automation that creates invoices.

    :return: The orders that were due.
    :raise OrderTrouble: If it fails for one.
    """
    step = env["ecommerce.automation"]._find("create_invoice")
    due = orders.search(step._get_due_domain() & Domain("id", "in", orders.ids))
    env["ecommerce.automation.runner"]._run_batch(step, due.ids)
    failures = env["ecommerce.failure"]._find(step, due.ids)
    if failures:
        raise OrderTrouble(f"Not invoiced: {failures.mapped('reason')}")
    return due


def _is_invoice_missing(order):
    """Return whether anything delivered isn't invoiced.

    For Odoo, returned products without credit note are to be invoiced as well: with
    negative quantities.
    """
    return any(line.qty_to_invoice > 0 for line in order.order_line)


def _get_confirmed_orders(env, numbers):
    """Return the confirmed orders with the file's numbers."""
    orders = env["sale.order"].concat(*find_orders(env, numbers).values())
    return orders.filtered(lambda order: order.state == "sale")
