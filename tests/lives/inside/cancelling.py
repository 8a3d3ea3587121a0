"""Acts that cancel an order, or reopen it."""


def cancel_as_customer(life, numbers):
    """Cancel on the order's page, as the customer."""
    order = life.order
    if order.state == "cancel" or not order._can_be_cancelled_by_customer():
        return False
    order._cancel_before_shipping("customer", "Too late")
    return note_cancellation(life)


def cancel_as_staff(life, numbers):
    """Cancel before shipping, as staff."""
    if life.order.state == "cancel":
        return False
    life.order._cancel_before_shipping("staff", "Sold out")
    return note_cancellation(life)


def cancel_in_odoo(life, numbers):
    """Press Odoo's own button, before anything was shipped."""
    if life.order.state == "cancel" or life.ledger.delivered:
        return False
    life.order._action_cancel()
    return note_cancellation(life)


def note_cancellation(life):
    life.books.cancellations += 1
    return True


def reopen(life, numbers):
    """Confirm a cancelled order again."""
    if life.order.state != "cancel":
        return False
    life.books.confirmations += 1
    life.books.begin_anew()
    life.order.action_reopen()
    return True


def back_to_draft(life, numbers):
    """Reset a cancelled order to a quotation."""
    if life.order.state != "cancel":
        return False
    life.order.action_draft()
    return True


ACTS = {
    cancel_as_customer: 2,
    cancel_as_staff: 2,
    cancel_in_odoo: 1,
    reopen: 3,
    back_to_draft: 1,
}
