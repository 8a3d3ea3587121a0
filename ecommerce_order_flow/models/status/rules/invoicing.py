"""What is to invoice, and when."""

from .amounts import is_zero
from .facts import DOWN_PAYMENT, GOODS
from .fulfillment import get_fulfillment_status
from .lines import (
    get_invoiced_quantity,
    get_kept_quantity,
    get_value,
    is_quantity_invoiced,
)
from .payment import is_free

# Fulfillment statuses with which goods have left, or with which none have to.
LEFT_STATUSES = ("nothing", "partially_shipped", "shipped", "delivered")


def is_invoice_missing(order, balances):
    """Return whether something is not invoiced that a document is needed for.

    A document over nothing is one all the same: that of an order wholly paid by gift
    card, for instance.
    """
    if order.state != "sale" or not is_document_needed(order):
        return False
    if balances.to_invoice:
        return True
    return is_free(order, balances) and _has_uninvoiced_lines(order)


def is_document_needed(order):
    """Return whether the customer gets invoices at all.

    Where they are created on request, none is needed before; with the first one, all
    the rest is.
    """
    return (
        order.invoice_rule != "on_request"
        or order.is_invoice_requested
        or any(not document.is_credit_note for document in order.documents)
    )


def _has_uninvoiced_lines(order):
    return any(
        line.price
        and line.kind != DOWN_PAYMENT
        and not is_quantity_invoiced(order, line)
        and abs(get_kept_quantity(order, line)) > abs(line.invoiced_quantity)
        for line in order.lines
    )


def get_invoicing_status(order, balances):
    """Return how much of what the customer keeps is invoiced."""
    if order.state != "sale":
        return None
    if balances.has_drafts:
        return "draft"
    if any(document.is_credit_note for document in order.documents):
        return "credited"
    if order.documents and not balances.to_invoice:
        return "complete"
    return "partial" if order.documents else "nothing"


def get_quantities_to_invoice(order, balances):
    """Return how much of each line can be invoiced now, by line id.

    Whoever paid what they keep gets an invoice over all of it. Otherwise each product's
    policy decides, as where the website invoices what has left.
    """
    if order.state != "sale" or balances.has_drafts:
        return {}
    is_everything = is_everything_invoiced(order, balances)
    quantities = {
        line.id: _get_quantity_to_invoice(order, line, is_everything)
        for line in order.lines
        if line.kind != DOWN_PAYMENT and not is_quantity_invoiced(order, line)
    }
    quantities = {
        line_id: quantity for line_id, quantity in quantities.items() if quantity
    }
    return quantities if _is_worth_an_invoice(order, balances, quantities) else {}


def is_everything_invoiced(order, balances):
    """Return whether an invoice is about all that the customer keeps.

    It is for whoever paid everything, as with Odoo's automatic invoice, unless the
    website invoices what has left.
    """
    return _is_paid(order, balances) and order.invoice_rule != "on_shipment"


def _is_paid(order, balances):
    has_paid = balances.due <= 0 and balances.money.kept > 0
    return has_paid or is_free(order, balances)


def _get_quantity_to_invoice(order, line, is_everything):
    kept = get_kept_quantity(order, line)
    if not is_everything and line.is_invoiced_by_delivery:
        kept = min(kept, line.delivered)
    if not is_everything and order.invoice_rule == "on_shipment" and line.kind == GOODS:
        kept = min(kept, line.delivered)
    if line.credited_quantity and line.invoiced_quantity >= kept:
        return 0.0
    return kept - get_invoiced_quantity(line)


def _is_worth_an_invoice(order, balances, quantities):
    """Return whether the invoice would ask for something.

    A discount, gift card or deposit that is larger than what has left waits for the
    rest: an invoice is never negative.
    """
    if not quantities:
        return False
    if is_free(order, balances):
        value = _get_value_of_lines(order, quantities)
        return is_zero(value, order.rounding) and _has_uninvoiced_lines(order)
    is_owed = balances.to_invoice > 0 and not balances.concession
    return is_owed and _get_value_to_ask_for(order, quantities) > order.rounding / 2


def is_invoiceable(order, balances):
    """Return whether an invoice can be created now, and would be right."""
    quantities = get_quantities_to_invoice(order, balances)
    return bool(quantities) and not _is_priced_otherwise(order, balances, quantities)


def get_missing_price(order, balances):
    """Return what invoices lack that can't be added: prices were changed after them.

    Either no quantity is missing, or the missing one costs more than what is.
    """
    quantities = get_quantities_to_invoice(order, balances)
    if quantities and _is_priced_otherwise(order, balances, quantities):
        return balances.to_invoice
    return min(balances.raised_after_invoice, balances.to_invoice)


def _is_priced_otherwise(order, balances, quantities):
    asked = _get_value_to_ask_for(order, quantities)
    return asked - balances.to_invoice > _get_tolerance(order)


def _exceeds_what_is_kept(order, balances, quantities):
    """Return whether the invoice has to wait until others are corrected.

    What they ask for too much cannot be taken off this one, if it is about no quantity.
    """
    missing = balances.to_invoice - balances.to_credit
    return _get_value_to_ask_for(order, quantities) - missing > _get_tolerance(order)


def _get_tolerance(order):
    return order.rounding * (len(order.lines) + 0.5)


def _get_value_to_ask_for(order, quantities):
    """Return what an invoice over quantities comes to, less the deposits."""
    deposits = sum(
        line.invoiced - line.credited
        for line in order.lines
        if line.kind == DOWN_PAYMENT
    )
    return _get_value_of_lines(order, quantities) - deposits


def _get_value_of_lines(order, quantities):
    return sum(
        get_value(order, line, quantities[line.id])
        for line in order.lines
        if line.id in quantities
    )


def is_invoice_due(order, balances):
    """Return whether the website's rule wants the customer to get an invoice now."""
    quantities = get_quantities_to_invoice(order, balances)
    if not quantities or _exceeds_what_is_kept(order, balances, quantities):
        return False
    if order.is_invoice_requested or _is_extended(order):
        return True
    if order.invoice_rule == "on_payment":
        return _is_paid(order, balances)
    if order.invoice_rule == "on_shipment":
        return get_fulfillment_status(order) in LEFT_STATUSES
    return False


def _is_extended(order):
    """Return whether something was added to an order that was invoiced whole.

    A deposit that somebody invoiced by hand is none of that.
    """
    return order.invoice_rule == "on_payment" and any(
        line.invoiced_quantity for line in order.lines if line.kind != DOWN_PAYMENT
    )
